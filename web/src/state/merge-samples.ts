import type { Sample } from "@overparam/core";

/** Adds records in the order of iterations; one recorded again after a rewind is the same record. */
export function mergeSamples(held: readonly Sample[], fresh: readonly Sample[]): readonly Sample[] {
  const first = fresh[0];
  if (first === undefined) return held;
  const newest = held.at(-1)?.iteration ?? -1;
  if (first.iteration > newest && fresh.every((one, i) => i === 0 || one.iteration > (fresh[i - 1]?.iteration ?? -1)))
    return [...held, ...fresh];
  const all = new Map([...held, ...fresh].map((sample) => [sample.iteration, sample]));
  return [...all.values()].sort((a, b) => a.iteration - b.iteration);
}
