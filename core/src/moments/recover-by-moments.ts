import { type Engine, misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { momentFrame } from "./moment-frame.ts";
import { addMoments, momentLayout } from "./moment-sums.ts";
import type { MomentRecovery } from "./moment-recovery.ts";
import { solveMoments } from "./solve-moments.ts";

/**
 * A two-layer ReLU network y = A σ(W x) from samples with symmetric inputs, without descent.
 *
 * Nine tenths of the samples give the moments, the last tenth says whether the network is right; with fewer than 100 samples all do both.
 *
 * @param x [n,d], y [n,m]
 * @param neurons k ≤ min(d, m)
 * @returns the network, or the reason why there is none
 * @throws Misuse for arrays of wrong lengths
 */
export function recoverByMoments(
  engine: Engine,
  samples: { readonly x: Float64Array; readonly y: Float64Array; readonly n: number },
  neurons: number,
  key: Key,
): MomentRecovery {
  const { x, y, n } = samples;
  if (!(Number.isSafeInteger(n) && n >= 1 && x.length % n === 0 && y.length % n === 0 && x.length > 0 && y.length > 0))
    throw misuse("recoverByMoments", "x and y must hold n rows each", `n = ${n}, ${x.length} and ${y.length} numbers`);
  const [d, m] = [x.length / n, y.length / n];
  const used = n < 100 ? n : Math.floor(0.9 * n);
  const frame = momentFrame(engine, x.subarray(0, used * d), y.subarray(0, used * m), used, neurons);
  const sums = new Float64Array(momentLayout(frame).size);
  addMoments(engine, frame, sums, x.subarray(0, used * d), y.subarray(0, used * m), used);
  const from = used === n ? 0 : used;
  return solveMoments(engine, frame, sums, {
    neurons,
    key: fold(key, "moments"),
    refit: false,
    heldOut: { x: x.subarray(from * d), y: y.subarray(from * m), n: n - from },
  });
}
