import type { Key } from "./key.ts";
import { threefryInto } from "./threefry.ts";

/**
 * Fills `out` with independent uniform numbers in [0, 1): multiples of 2^−53, number i made of block i.
 *
 * @cost one Threefry block a number
 */
export function uniform(key: Key, out: Float64Array): void {
  const [k0, k1] = key.words;
  const block = new Uint32Array(2);
  for (let i = 0; i < out.length; i++) {
    threefryInto(k0, k1, i, 0, block, 0);
    out[i] = (((block[0] as number) >>> 5) * 0x4000000 + ((block[1] as number) >>> 6)) / 0x20000000000000;
  }
}
