/**
 * The same plain data as its written form gives back: −0 becomes 0, Float64Arrays become lists, undefined entries of lists become null.
 *
 * A record is judged in this form only, so that a report that judges again from a folder sees the very same numbers.
 */
export function canonicalNumbers<T>(value: T): T {
  return canonical(value) as T;
}

function canonical(value: unknown): unknown {
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Float64Array) return Array.from(value, (entry) => (entry === 0 ? 0 : entry));
  if (Array.isArray(value)) return value.map((entry: unknown) => (entry === undefined ? null : canonical(entry)));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, canonical(entry)]),
  );
}
