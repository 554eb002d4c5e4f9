import { misuse } from "@overparam/kernels";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Key } from "./key.ts";
import { threefry2x32 } from "./threefry.ts";

/**
 * Domains of the counter's high word. A key's stream uses 0 (see blocks.ts), so that no child key is ever a part of its parent's stream,
 * and a number never names the same child as a name.
 */
const byNumber = 0x40000000;
const byName = 0x80000000;

/**
 * The child of `key` named `name`: fold(key, "teacher"), fold(key, iteration).
 *
 * A number is the counter of one block. A name is hashed: its length in UTF-8 bytes first, then eight bytes a block, each block encrypted under
 * the key that the one before gave.
 *
 * @param name a text, or an integer in [0, 2^53)
 * @cost one block for a number, 1 + ⌈bytes / 8⌉ for a name
 * @throws Misuse for a number that is not such an integer
 */
export function fold(key: Key, name: string | number): Key {
  if (typeof name === "number") {
    if (!(Number.isSafeInteger(name) && name >= 0)) {
      throw misuse("fold", "a numeric name must be an integer from 0 to 2^53 − 1", name, "name the stream by a text instead");
    }
    return { words: threefry2x32(key.words, [name >>> 0, byNumber | Math.floor(name / 0x100000000)]) };
  }
  const bytes = utf8ToBytes(name);
  let words = threefry2x32(key.words, [bytes.length, byName]);
  for (let at = 0; at < bytes.length; at += 8) words = threefry2x32(words, [word(bytes, at), word(bytes, at + 4)]);
  return { words };
}

/** Four bytes, little-endian, zeros beyond the end. */
function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}
