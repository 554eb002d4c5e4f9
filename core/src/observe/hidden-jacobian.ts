import { type Engine, misuse, type SampledActivation } from "@overparam/kernels";

/**
 * The Jacobian of a network's outputs with respect to its hidden weights: J [n, m·d], row i, block j: v_j σ'(w_j·x_i) x_i.
 *
 * @param directions W [m,d]
 * @param weights v [m]
 * @param x [n,d]
 * @cost n·m·d products; n·m·d numbers of memory
 * @throws Misuse for an activation without this derivative here
 */
export function hiddenJacobian(
  engine: Engine,
  activation: SampledActivation,
  { directions, weights }: { readonly directions: Float64Array; readonly weights: Float64Array },
  x: Float64Array,
  inputs: number,
): Float64Array {
  const m = weights.length;
  const n = x.length / inputs;
  const slopes = new Float64Array(n * m);
  engine.linear.multiply(x, directions, slopes, { rows: n, inner: inputs, columns: m, transposeB: true });
  derivatives(engine, activation, slopes);
  const out = new Float64Array(n * m * inputs);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const factor = (weights[j] as number) * (slopes[i * m + j] as number);
      const at = (i * m + j) * inputs;
      for (let k = 0; k < inputs; k++) out[at + k] = factor * (x[i * inputs + k] as number);
    }
  }
  return out;
}

/** z ← σ'(z). */
function derivatives({ math }: Engine, activation: SampledActivation, z: Float64Array): void {
  switch (activation) {
    case "tanh":
      math.each("tanh", z, z);
      for (let k = 0; k < z.length; k++) z[k] = (1 - (z[k] as number)) * (1 + (z[k] as number));
      return;
    case "sigmoid":
      math.each("sigmoid", z, z);
      for (let k = 0; k < z.length; k++) z[k] = (z[k] as number) * (1 - (z[k] as number));
      return;
    case "softplus":
      math.each("sigmoid", z, z);
      return;
    case "quadratic":
      for (let k = 0; k < z.length; k++) z[k] = 2 * (z[k] as number);
      return;
    case "relu":
      for (let k = 0; k < z.length; k++) z[k] = (z[k] as number) > 0 ? 1 : 0;
      return;
    case "abs":
      for (let k = 0; k < z.length; k++) z[k] = (z[k] as number) > 0 ? 1 : (z[k] as number) < 0 ? -1 : 0;
      return;
    default:
      throw misuse("hiddenJacobian", "the activation must be tanh, sigmoid, softplus, quadratic, relu or abs", activation);
  }
}
