import type { Elementary, SampleLoss } from "@overparam/kernels";

/**
 * −∂ℓ/∂f of every sample: y − f for the squared loss, y σ(−y f) for the logistic one, y · clip(1 − y f, 0, 1) for the smooth hinge.
 *
 * @param outputs f(x_i), [n]
 * @param labels y_i, [n]
 */
export function lossSlopes(math: Elementary, loss: SampleLoss, outputs: Float64Array, labels: Float64Array): Float64Array {
  const out = new Float64Array(labels.length);
  for (let i = 0; i < out.length; i++) {
    const y = labels[i] as number;
    const f = outputs[i] as number;
    if (loss === "squared") out[i] = y - f;
    else out[i] = loss === "logistic" ? -y * f : y * Math.min(1, Math.max(0, 1 - y * f));
  }
  if (loss === "logistic") {
    math.each("sigmoid", out, out);
    for (let i = 0; i < out.length; i++) out[i] = (labels[i] as number) * (out[i] as number);
  }
  return out;
}
