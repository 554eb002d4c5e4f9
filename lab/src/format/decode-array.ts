import { misuse } from "@overparam/core";
import type { ScalarType } from "./scalar-type.ts";

/**
 * The elements of a packed binary array as Float64, in the order of the file.
 *
 * @param where names the file and array in the error of an integer that no double holds
 * @cost one pass
 */
export function decodeArray(where: string, bytes: Uint8Array, type: ScalarType, little: boolean): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Float64Array(bytes.byteLength / type.bytes);
  try {
    for (let i = 0; i < out.length; i++) out[i] = type.read(view, i * type.bytes, little);
  } catch (error) {
    throw misuse(where, error instanceof Error ? error.message.replace(/\.$/, "") : "the data cannot be read");
  }
  return out;
}
