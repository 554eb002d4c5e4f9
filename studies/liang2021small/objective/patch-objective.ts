import { type Elementary, lossSlopes, misuse, type Objective, type SampleLoss, twoLayerLayout, type TwoLayer } from "@overparam/core";
import type { Labelled } from "../data/labelled.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * F(θ) = 1/n Σ_i ℓ(y_i f(x_i)) + (λ/2) ‖θ‖² of a convolutional network f(x) = Σ_p Σ_j a_j relu(w_j·x^(p)), one patch being the fully connected network.
 *
 * @param network `relu`, `output`; its inputs are those of a patch
 * @cost 2·n·P·m·q operations a value, 4 a gradient
 */
export function patchObjective(
  math: Elementary,
  network: TwoLayer,
  data: Labelled,
  options: { readonly loss: SampleLoss; readonly l2: number },
): Objective {
  const { students: m, inputs: q } = network;
  const { rows, y, patches } = data;
  const n = y.length;
  if (network.activation !== "relu" || network.parameterization !== "output") {
    throw misuse(
      "patchObjective",
      "the network must be relu with trained output weights",
      `${network.activation}, ${network.parameterization}`,
    );
  }
  if (rows.length !== n * patches * q) throw misuse("patchObjective", `rows must be [${n * patches},${q}]`, rows);
  const { loss, l2 } = options;
  const hidden = new Float64Array(n * patches * m);
  let largest = 0;
  for (let at = 0; at < rows.length; at += q) {
    let square = 0;
    for (let k = at; k < at + q; k++) square += (rows[k] as number) * (rows[k] as number);
    largest = Math.max(largest, Math.sqrt(square));
  }
  const forward = (theta: Float64Array): Float64Array => {
    const out = new Float64Array(n);
    for (let r = 0; r < n * patches; r++) {
      let f = 0;
      for (let j = 0; j < m; j++) {
        let z = 0;
        for (let k = 0; k < q; k++) z += (theta[j * q + k] as number) * (rows[r * q + k] as number);
        hidden[r * m + j] = z;
        if (z > 0) f += (theta[m * q + j] as number) * z;
      }
      const i = Math.floor(r / patches);
      out[i] = (out[i] as number) + f;
    }
    return out;
  };
  const valueOf = (theta: Float64Array, outputs: Float64Array): number => {
    const each = new Float64Array(n);
    for (let i = 0; i < n; i++) each[i] = loss === "squared" ? (outputs[i] as number) : -(y[i] as number) * (outputs[i] as number);
    let sum = 0;
    if (loss === "logistic") math.each("softplus", each, each);
    for (let i = 0; i < n; i++) {
      const z = each[i] as number;
      if (loss === "logistic") sum += z;
      else if (loss === "squared") sum += ((z - (y[i] as number)) * (z - (y[i] as number))) / 2;
      else sum += z <= -1 ? 0 : z <= 0 ? ((1 + z) * (1 + z)) / 2 : 0.5 + z;
    }
    let square = 0;
    for (const entry of theta) square += entry * entry;
    return sum / n + (l2 / 2) * square;
  };
  return {
    layout: twoLayerLayout(network),
    over: "sample",
    accuracy: { kind: "sample", size: n },
    value: (theta) => valueOf(theta, forward(theta)),
    gradient(theta, out) {
      const outputs = forward(theta);
      const slopes = lossSlopes(math, loss, outputs, y);
      for (let k = 0; k < theta.length; k++) out[k] = l2 * (theta[k] as number);
      for (let r = 0; r < n * patches; r++) {
        const rho = (slopes[Math.floor(r / patches)] as number) / n;
        for (let j = 0; j < m; j++) {
          const z = hidden[r * m + j] as number;
          if (!(z > 0)) continue;
          out[m * q + j] = (out[m * q + j] as number) - rho * z;
          const weight = rho * (theta[m * q + j] as number);
          for (let k = 0; k < q; k++) out[j * q + k] = (out[j * q + k] as number) - weight * (rows[r * q + k] as number);
        }
      }
      return valueOf(theta, outputs);
    },
    // The outputs carry (q + mP) roundings of the sum of their terms, and every ℓ changes by at most as much; then the mean and the penalty.
    floor(theta) {
      let mass = 0;
      let square = 0;
      for (let j = 0; j < m; j++) {
        let norm = 0;
        for (let k = 0; k < q; k++) norm += (theta[j * q + k] as number) * (theta[j * q + k] as number);
        mass += Math.abs(theta[m * q + j] as number) * Math.sqrt(norm);
      }
      for (const entry of theta) square += entry * entry;
      const value = valueOf(theta, forward(theta));
      return unit * ((q + m * patches + 3) * mass * largest * patches + (n + 8) * value + (theta.length * l2 * square) / 2);
    },
    close: () => undefined,
  };
}
