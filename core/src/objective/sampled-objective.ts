import type { Engine, Samples, TwoLayer } from "@overparam/kernels";
import { neurons } from "../network/neurons.ts";
import { twoLayerLayout } from "../network/two-layer-layout.ts";
import type { Objective } from "./objective.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * The sampled loss L(θ) = 1/(2n) Σ_i (f_θ(x_i) − y_i)².
 *
 * @param samples x [n,d], y [n]
 * @cost value 2·n·m·d, gradient 4·n·m·d operations
 */
export function sampledObjective(engine: Engine, network: TwoLayer, samples: Samples): Objective {
  const layout = twoLayerLayout(network);
  const problem = engine.sampled.open(network, samples);
  const n = samples.y.length;
  const largestInput = rootMeanSquare(samples.x, n);
  const largestOutput = rootMeanSquare(samples.y, n);
  return {
    layout,
    over: "sample",
    accuracy: { kind: "sample", size: n },
    value: (theta) => problem.value(theta),
    gradient: (theta, out) => problem.gradient(theta, out),
    /*
     * |fl(f_i) − f_i| ≤ (d + m + 2) u Σ_j |mass_j| ‖x_i‖ (Higham 2002, §3.1), and f_i − y_i adds u (|f_i| + |y_i|). With δ the root mean square of
     * these errors, L changes by at most √(2L) δ + δ²/2; the mean itself adds n u L.
     */
    floor(theta) {
      let mass = 0;
      for (const entry of neurons(network, theta).masses) mass += Math.abs(entry);
      const terms = network.inputs + network.students + 3;
      const error = unit * (terms * mass * largestInput + largestOutput);
      const value = problem.value(theta);
      return Math.sqrt(2 * value) * error + (error * error) / 2 + n * unit * value;
    },
    engine: problem,
    close: () => problem.close(),
  };
}

/** √(1/n Σ over all entries of their squares): of ‖x_i‖, or of y_i. */
function rootMeanSquare(entries: Float64Array, n: number): number {
  let sum = 0;
  for (const entry of entries) sum += entry * entry;
  return Math.sqrt(sum / n);
}
