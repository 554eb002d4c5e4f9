import type { Key } from "./key.ts";
import { threefryInto } from "./threefry.ts";

/**
 * Fills `out` with the first out.length words of the key's stream; asking for more gives the same beginning.
 *
 * Words 2i and 2i + 1 are the block of counter i.
 *
 * @param out uniform 32-bit words
 * @cost one Threefry block for two words
 */
export function bits(key: Key, out: Uint32Array): void {
  const [k0, k1] = key.words;
  const whole = out.length - (out.length % 2);
  for (let at = 0; at < whole; at += 2) threefryInto(k0, k1, at / 2, 0, out, at);
  if (whole < out.length) {
    const block = new Uint32Array(2);
    threefryInto(k0, k1, whole / 2, 0, block, 0);
    out[whole] = block[0] as number;
  }
}
