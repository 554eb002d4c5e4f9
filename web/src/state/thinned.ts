/** At most `most` entries: every second one goes while there are more; the first and the last stay. */
export function thinned<T extends { readonly iteration: number }>(entries: readonly T[], most: number): readonly T[] {
  let kept = entries.filter((entry, i) => entry.iteration !== entries[i + 1]?.iteration);
  while (kept.length > Math.max(2, most)) kept = kept.filter((_, i) => i % 2 === 0 || i === kept.length - 1);
  return kept;
}
