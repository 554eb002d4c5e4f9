import { misuse } from "@overparam/kernels";
import { fold } from "./fold.ts";
import type { Key } from "./key.ts";

/**
 * The root key of a run: every random number of it comes from this key's children.
 *
 * @param study the study's id, so that equal seeds of two studies share nothing
 * @param seed an integer in [0, 2^53)
 * @throws Misuse for any other seed
 */
export function rootKey(study: string, seed: number): Key {
  if (!(Number.isSafeInteger(seed) && seed >= 0))
    throw misuse("rootKey", "seed must be an integer from 0 to 2^53 − 1", seed, "take seed = 1");
  return fold(fold({ words: [0, 0] }, study), seed);
}
