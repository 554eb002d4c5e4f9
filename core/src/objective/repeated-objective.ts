import { misuse } from "@overparam/kernels";
import type { Objective } from "./objective.ts";

/**
 * One objective at several places at once: L(Θ) = Σ_b ℓ(θ_b), Θ = (θ_1, …, θ_B).
 *
 * Parts do not touch each other, so gradient descent of L is gradient descent of ℓ from B starts, with the same step. Closing it closes ℓ.
 *
 * @param each ℓ, of θ_b [p]
 * @param count B ≥ 1; Θ is [B,p] row-major
 * @cost B times that of ℓ; the Hessian is [Bp,Bp], block by block
 * @throws Misuse unless count is a positive integer
 */
export function repeatedObjective(each: Objective, count: number): Objective {
  if (!(Number.isSafeInteger(count) && count >= 1)) throw misuse("repeatedObjective", "count must be a positive integer", count);
  const p = each.layout.size;
  const size = count * p;
  const part = (x: Float64Array, b: number): Float64Array => x.subarray(b * p, (b + 1) * p);
  const sum = (of: (b: number) => number): number => {
    let total = 0;
    for (let b = 0; b < count; b++) total += of(b);
    return total;
  };
  const { hessianTimes } = each;
  const hessian = each.hessian?.bind(each);
  return {
    // Starts lie one after another, so the blocks of one are not contiguous over all: one block names the whole.
    layout: { blocks: [{ name: "starts", symbol: "\\Theta", shape: [count, p], offset: 0 }], size },
    over: each.over,
    accuracy: each.accuracy,
    parts: { count, each },
    value: (theta) => sum((b) => each.value(part(theta, b))),
    gradient: (theta, out) => sum((b) => each.gradient(part(theta, b), part(out, b))),
    ...(hessianTimes === undefined
      ? {}
      : {
          hessianTimes(theta: Float64Array, v: Float64Array, out: Float64Array) {
            for (let b = 0; b < count; b++) hessianTimes.call(each, part(theta, b), part(v, b), part(out, b));
          },
        }),
    ...(hessian === undefined
      ? {}
      : {
          hessian(theta: Float64Array, out: Float64Array) {
            out.fill(0);
            const block = new Float64Array(p * p);
            for (let b = 0; b < count; b++) {
              hessian(part(theta, b), block);
              for (let i = 0; i < p; i++) out.set(block.subarray(i * p, (i + 1) * p), (b * p + i) * size + b * p);
            }
          },
        }),
    floor: (theta) => sum((b) => each.floor(part(theta, b))),
    close: () => each.close(),
  };
}
