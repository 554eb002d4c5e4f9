import type { Objective } from "@overparam/core";
import type { OutputLoss } from "./loss.ts";
import type { Evaluator } from "./network.ts";

/**
 * What the adversary makes large, of a perturbation δ: ℓ(f(x + δ), y).
 *
 * ∇ = ℓ' ∇f, ∇² = ℓ'' ∇f ∇fᵀ + ℓ' ∇²f at x + δ.
 *
 * @param x [d]
 * @cost that of the network
 */
export function adversaryObjective(network: Evaluator, loss: OutputLoss, x: Float64Array, y: number): Objective {
  const d = x.length;
  const u = new Float64Array(d);
  const slope = new Float64Array(d);
  const moved = (delta: Float64Array): Float64Array => {
    for (let k = 0; k < d; k++) u[k] = (x[k] as number) + (delta[k] as number);
    return u;
  };
  return {
    layout: { blocks: [{ name: "perturbation", symbol: "\\delta", shape: [d], offset: 0 }], size: d },
    over: "sample",
    accuracy: { kind: "sample", size: 1 },
    name: "adversary's loss",
    scale: Number.POSITIVE_INFINITY,
    value: (delta) => loss.value(network.value(moved(delta)), y),
    gradient(delta, out) {
      const f = network.gradient(moved(delta), out);
      const factor = loss.slope(f, y);
      for (let k = 0; k < d; k++) out[k] = factor * (out[k] as number);
      return loss.value(f, y);
    },
    hessianTimes(delta, v, out) {
      const f = network.gradient(moved(delta), slope);
      network.hessianTimes(u, v, out);
      let along = 0;
      for (let k = 0; k < d; k++) along += (slope[k] as number) * (v[k] as number);
      const bend = loss.bend(f, y) * along;
      const factor = loss.slope(f, y);
      for (let k = 0; k < d; k++) out[k] = bend * (slope[k] as number) + factor * (out[k] as number);
    },
    hessian(delta, out) {
      const f = network.gradient(moved(delta), slope);
      network.hessian(u, out);
      const bend = loss.bend(f, y);
      const factor = loss.slope(f, y);
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          out[i * d + j] = bend * ((slope[i] as number) * (slope[j] as number)) + factor * (out[i * d + j] as number);
        }
      }
    },
    floor(delta) {
      const f = network.value(moved(delta));
      return Math.abs(loss.slope(f, y)) * network.floor(u) + 4e-16 * Math.abs(loss.value(f, y));
    },
    close: () => {},
  };
}
