import { type Context, fold, type Key, mirroredStart } from "@overparam/core";
import { gaussian } from "./data.ts";

/** θ(0) = W, then v: mirrored pairs with v_j > 0 in the first half, or all neurons drawn by themselves from the same laws. */
export function startOf(math: Context["engine"]["math"], root: Key, kind: "mirrored" | "standard", m: number, d: number): Float64Array {
  // Of the width, too: narrower networks are not parts of wider ones.
  const key = fold(fold(root, "start"), m);
  if (kind === "mirrored") return mirroredStart(math, key, m, d, { positive: true });
  const theta = gaussian(math, fold(key, "standard"), m * (d + 1));
  for (let k = 0; k < theta.length; k++) theta[k] = (theta[k] as number) / Math.sqrt(k < m * d ? d : m);
  return theta;
}
