import type { SampledActivation } from "@overparam/kernels";
import type { Preparation } from "./prepare-samples.ts";

/** f(x) = Σ_j a_j σ(w_j·x + b_j) + c on inputs as they are. */
export interface NarrowNetwork {
  readonly activation: SampledActivation;
  readonly inputs: number;
  /** [m,d] row-major. */
  readonly W: Float64Array;
  /** [m]. */
  readonly b: Float64Array;
  /** [m]. */
  readonly a: Float64Array;
  readonly c: number;
}

/** The network of x that a trained network of prepared samples is: θ = W_z [m, k+1], then v [m]. */
export function composeNetwork(activation: SampledActivation, theta: Float64Array, map: Preparation): NarrowNetwork {
  const { inputs, components: k, mean, projection, targetScale, targetShift } = map;
  const m = theta.length / (k + 2);
  const W = new Float64Array(m * inputs);
  const b = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    let bias = theta[j * (k + 1) + k] as number;
    for (let l = 0; l < inputs; l++) {
      let sum = 0;
      for (let r = 0; r < k; r++) sum += (theta[j * (k + 1) + r] as number) * (projection[r * inputs + l] as number);
      W[j * inputs + l] = sum;
      bias -= sum * (mean[l] as number);
    }
    b[j] = bias;
  }
  return { activation, inputs, W, b, a: theta.slice(m * (k + 1)).map((entry) => entry * targetScale), c: targetShift };
}

/** f(x_i), [n]. */
export function outputsOf(math: { tanh(z: number): number }, { inputs, W, b, a, c }: NarrowNetwork, x: Float64Array): Float64Array {
  const out = new Float64Array(x.length / inputs).fill(c);
  for (let i = 0; i < out.length; i++) {
    for (let j = 0; j < a.length; j++) {
      let z = b[j] as number;
      for (let l = 0; l < inputs; l++) z += (W[j * inputs + l] as number) * (x[i * inputs + l] as number);
      out[i] = (out[i] as number) + (a[j] as number) * math.tanh(z);
    }
  }
  return out;
}
