/**
 * JSON with every double kept: NaN, Infinity and −Infinity are the strings "NaN", "Infinity" and "-Infinity", −0 is 0, undefined is null
 * in lists and left out of objects.
 *
 * Keys keep their order, so equal values made by the same code give equal bytes.
 */
export function encodeJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, (_key, entry: unknown) => plain(entry), indent);
}

function plain(entry: unknown): unknown {
  if (typeof entry === "number") {
    if (entry !== entry) return "NaN";
    if (entry === Number.POSITIVE_INFINITY) return "Infinity";
    if (entry === Number.NEGATIVE_INFINITY) return "-Infinity";
    return entry;
  }
  return entry instanceof Float64Array ? Array.from(entry) : entry;
}
