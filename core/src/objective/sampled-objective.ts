import type { Engine, SampledActivation, SampledNetwork, SampledOptions, Samples } from "@overparam/kernels";
import { neurons } from "../network/neurons.ts";
import { twoLayerLayout } from "../network/two-layer-layout.ts";
import type { Objective } from "./objective.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * The sampled loss L(θ) = 1/n Σ_i ℓ(f_θ(x_i), y_i) + penalties; 1/(2n) Σ_i (f_θ(x_i) − y_i)² unless options say otherwise.
 *
 * @param samples x [n,d], y [n]; y = ±1 for the losses of classification
 * @param options another loss ℓ, the penalties (λ/2) ‖θ‖² and λ Σ_j |c_j| ‖w_j‖
 * @cost value 2·n·m·d, gradient 4·n·m·d operations
 */
export function sampledObjective(engine: Engine, network: SampledNetwork, samples: Samples, options: SampledOptions = {}): Objective {
  const layout = twoLayerLayout(network);
  const problem = engine.sampled.open(network, samples, options);
  const { loss = "squared", l2 = 0, pathNorm = 0 } = options;
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
     * |fl(f_i) − f_i| ≤ (d + m + 2) u Σ_j |c_j| s (|A_j|·|x_i| + |b_j|) for |σ(z)| ≤ s |z| (Higham 2002, §3.1), 8 u Σ_j |c_j| |σ(0)| more where σ(0) ≠ 0 or
     * σ is not exact, and f_i − y_i adds u (|f_i| + |y_i|). With δ the root mean square of
     * these errors, ½ (f − y)² changes by at most √(2L) δ + δ²/2 in the mean, and the losses of classification, whose slope is at most 1, by δ. The mean
     * itself adds n u L and the elementary functions a few u, penalties the roundings of a sum of m norms.
     */
    floor(theta) {
      const { masses, weights, biases } = neurons(network, theta);
      const steep = steepest(network.activation);
      let mass = 0;
      let offset = 0;
      for (let j = 0; j < masses.length; j++) {
        const weight = Math.abs(weights[j] as number);
        const own = Math.abs(masses[j] as number);
        mass += own;
        offset += weight * (steep * Math.abs(biases[j] as number) + 8 * atZero(network.activation));
        if (network.activation === "quadratic" && weight > 0)
          offset += square(own * largestInput + weight * Math.abs(biases[j] as number)) / weight;
      }
      let squares = 0;
      for (const entry of theta) squares += entry * entry;
      const terms = network.inputs + network.students + 3;
      const error = unit * (terms * mass * largestInput * steep + terms * offset + largestOutput);
      const value = problem.value(theta);
      const penalty = (l2 / 2) * squares + pathNorm * mass;
      const data = Math.max(0, value - penalty);
      const inside = loss === "squared" ? Math.sqrt(2 * data) * error + (error * error) / 2 : error;
      return inside + (n + 8) * unit * data + (theta.length + 4) * unit * penalty;
    },
    engine: problem,
    close: () => problem.close(),
  };
}

function square(x: number): number {
  return x * x;
}

/** sup |σ'|; 1 for all but gelu. */
function steepest(activation: SampledActivation): number {
  return activation === "gelu" || activation === "erf" ? 1.13 : 1;
}

/** A bound of |σ(0)|, 1 for those that are computed in several roundings. */
function atZero(activation: SampledActivation): number {
  return activation === "sigmoid" || activation === "softplus" ? 1 : 0;
}

/** √(1/n Σ over all entries of their squares): of ‖x_i‖, or of y_i. */
function rootMeanSquare(entries: Float64Array, n: number): number {
  let sum = 0;
  for (const entry of entries) sum += entry * entry;
  return Math.sqrt(sum / n);
}
