import { misuse } from "@overparam/kernels";

/**
 * The one JSON text of a value: keys sorted by UTF-16 code units, no spaces, shortest numbers that read back equal.
 *
 * NaN and infinities become the strings "NaN", "Infinity", "-Infinity"; −0 becomes 0; typed arrays become arrays; entries that are undefined are left out.
 *
 * @throws Misuse for what JSON cannot hold (functions, symbols, big integers, cycles)
 * @source RFC 8785, with the names of non-finite numbers added
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

function write(value: unknown, above: readonly unknown[]): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return Number.isFinite(value) ? JSON.stringify(value) : JSON.stringify(String(value));
  if (typeof value !== "object")
    throw misuse("canonicalJson", "a value must be plain data", value, "leave functions, symbols and big integers out");
  if (above.includes(value)) throw misuse("canonicalJson", "a value must not contain itself", value);
  const path = [...above, value];
  if (Array.isArray(value)) return `[${value.map((entry) => write(entry ?? null, path)).join(",")}]`;
  if (ArrayBuffer.isView(value)) return write(Array.from(value as unknown as ArrayLike<number>), path);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${write(entry, path)}`).join(",")}}`;
}
