/** A run in a sentence: a hash by its first digits, any other name whole. */
export function runText(run: string): string {
  return /^[0-9a-f]{64}$/.test(run) ? `run ${run.slice(0, 12)}` : run;
}
