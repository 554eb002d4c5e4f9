import { misuse, type SearchState } from "@overparam/core";
import { decodeNumber } from "../record/decode-number.ts";
import { encodeJson } from "../record/encode-json.ts";

/** Names under which a state holds arrays of numbers. */
const arrays = new Set(["signs", "neurons", "linear", "W", "a", "A", "basis"]);

/** A search's state as JSON; every double is kept. */
export function encodeState(id: string, state: SearchState): string {
  return `${encodeJson({ id, state })}\n`;
}

/**
 * The state that {@link encodeState} wrote.
 *
 * @errors text that is no state, or that of another id
 */
export function decodeState(text: string, id: string, where: string): SearchState {
  let read: { readonly id?: unknown; readonly state?: SearchState };
  try {
    read = reviveArrays(text) as typeof read;
  } catch {
    throw misuse(where, "the file must be whole JSON", undefined, "begin again with --fresh");
  }
  if (read?.id !== id || read.state === undefined)
    throw misuse(where, "the state must be of this recovery", undefined, "begin again with --fresh");
  return read.state;
}

/** JSON whose lists of numbers under the names of arrays become Float64Arrays again, and whose words for NaN and infinities numbers. */
export function reviveArrays(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    arrays.has(key) && Array.isArray(value) ? Float64Array.from(value as number[]) : (decodeNumber(value) ?? value),
  );
}
