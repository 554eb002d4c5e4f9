import { misuse, type SampledNetwork, sampledParameterCount } from "@overparam/kernels";
import { fixedOutputWeights } from "./network.ts";

/** A network as f(x) = Σ_i c_i σ(A_i · x + b_i), whatever its parameterization. */
export interface Neurons {
  /** A, [m,d] row-major. */
  readonly directions: Float64Array;
  /** c, [m]. */
  readonly weights: Float64Array;
  /** c_i ‖A_i‖, [m]: for homogeneous σ, all that counts beside the direction. */
  readonly masses: Float64Array;
  /** b, [m]; zeros where the network has none. */
  readonly biases: Float64Array;
}

/**
 * Reads θ as neurons.
 *
 * @cost O(m·d)
 */
export function neurons(network: SampledNetwork, theta: Float64Array): Neurons {
  const { students, inputs, parameterization, hiddenBias = false } = network;
  const size = sampledParameterCount(network);
  if (theta.length !== size) throw misuse("neurons", `θ must have ${size} entries`, theta);
  const directions = theta.slice(0, students * inputs);
  if (parameterization === "squared-entry") {
    for (let i = 0; i < directions.length; i++) directions[i] = (directions[i] as number) * Math.abs(directions[i] as number);
  }
  const weights = fixedOutputWeights("neurons", network).slice();
  if (parameterization === "output") weights.set(theta.subarray(students * inputs, students * inputs + students));
  const biases = hiddenBias ? theta.slice(size - students) : new Float64Array(students);
  const masses = new Float64Array(students);
  for (let i = 0; i < students; i++) {
    let square = 0;
    for (let k = i * inputs; k < (i + 1) * inputs; k++) square += (directions[k] as number) * (directions[k] as number);
    const norm = Math.sqrt(square);
    if (parameterization === "conic") weights[i] = (weights[i] as number) * norm;
    masses[i] = (weights[i] as number) * norm;
  }
  return { directions, weights, masses, biases };
}
