import { type Elementary, misuse } from "@overparam/kernels";
import { incompleteBeta } from "./incomplete-beta.ts";

/**
 * P(F > f) of Fisher's F distribution with p and q degrees of freedom: I_{q/(q + p f)}(q/2, p/2).
 *
 * @throws Misuse for degrees of freedom that are no positive integers
 * @source Fisher 1924; DLMF 8.17
 */
export function fTail(math: Elementary, p: number, q: number, f: number): number {
  if (!(Number.isSafeInteger(p) && p >= 1 && Number.isSafeInteger(q) && q >= 1)) {
    throw misuse("fTail", "degrees of freedom must be positive integers", `${p}, ${q}`);
  }
  if (!(f > 0)) return 1;
  if (f === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(math, q, p, q / (q + p * f), (p * f) / (q + p * f));
}
