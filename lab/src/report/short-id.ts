/** The first twelve characters of a run's id. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}
