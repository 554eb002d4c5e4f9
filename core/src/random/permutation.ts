import { misuse } from "@overparam/kernels";
import type { Key } from "./key.ts";
import { uniform } from "./uniform.ts";

/**
 * A uniform permutation of 0 … n − 1.
 *
 * Each choice is ⌊u·k⌋ of a 53-bit uniform number, so its probabilities are off by at most k · 2^−53.
 *
 * @param n from 0 to 2^32 − 1
 * @returns [n]
 * @cost n Threefry blocks
 * @source Fisher, Yates 1938; Durstenfeld 1964
 */
export function permutation(key: Key, n: number): Uint32Array {
  if (!(Number.isSafeInteger(n) && n >= 0 && n < 0x100000000)) throw misuse("permutation", "n must be an integer from 0 to 2^32 − 1", n);
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  const u = new Float64Array(n);
  uniform(key, u);
  for (let last = n - 1; last > 0; last--) {
    const pick = Math.floor((u[last] as number) * (last + 1));
    const kept = order[last] as number;
    order[last] = order[pick] as number;
    order[pick] = kept;
  }
  return order;
}
