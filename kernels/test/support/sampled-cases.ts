import {
  type SampledActivation,
  type SampledNetwork,
  type SampledOptions,
  type Samples,
  sampledParameterCount,
} from "../../src/sampled.ts";

/** σ, its slope, and the loss of a sample as their definitions, in the arithmetic of the JavaScript engine. */
const sigma: Record<SampledActivation, (z: number) => number> = {
  relu: (z) => Math.max(z, 0),
  abs: Math.abs,
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  erf,
  gelu: (z) => (z * (1 + erf(z / Math.SQRT2))) / 2,
  quadratic: (z) => z * z,
};
const bell = (z: number) => Math.exp(-z * z);
const slope: Record<SampledActivation, (z: number) => number> = {
  relu: (z) => Number(z > 0),
  abs: Math.sign,
  tanh: (z) => 1 - Math.tanh(z) ** 2,
  sigmoid: (z) => sigma.sigmoid(z) * sigma.sigmoid(-z),
  softplus: sigma.sigmoid,
  erf: (z) => (2 / Math.sqrt(Math.PI)) * bell(z),
  gelu: (z) => (1 + erf(z / Math.SQRT2)) / 2 + (z * bell(z / Math.SQRT2)) / Math.sqrt(2 * Math.PI),
  quadratic: (z) => 2 * z,
};
export const sampledActivations = Object.keys(sigma) as SampledActivation[];

/** erf by its series of positive terms, a few ulp. */
function erf(z: number): number {
  if (Math.abs(z) > 6) return Math.sign(z);
  let term = z;
  let sum = z;
  for (let k = 1; k < 200; k++) {
    term *= (2 * z * z) / (2 * k + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * bell(z) * sum;
}

function lossOf(loss: SampledOptions["loss"], f: number, y: number): { value: number; slope: number } {
  const margin = y * f;
  if (loss === "logistic") return { value: sigma.softplus(-margin), slope: -y * sigma.sigmoid(-margin) };
  if (loss === "smooth-hinge") {
    if (margin >= 1) return { value: 0, slope: 0 };
    return margin <= 0 ? { value: 0.5 - margin, slope: -y } : { value: (1 - margin) ** 2 / 2, slope: -y * (1 - margin) };
  }
  return { value: (f - y) ** 2 / 2, slope: f - y };
}

/** Any sampled loss as its definition, one sample and one neuron at a time: what the blocked kernels must agree with. */
export function plainSampled(
  network: SampledNetwork,
  theta: Float64Array,
  { x, y }: Samples,
  options: SampledOptions = {},
): { value: number; gradient: Float64Array; outputs: Float64Array } {
  const { students: m, inputs: d, activation, parameterization, hiddenBias = false, outputWeights } = network;
  const { l2 = 0, pathNorm = 0 } = options;
  const n = y.length;
  const at = (array: Float64Array, index: number) => array[index] as number;
  const gradient = new Float64Array(sampledParameterCount(network));
  const outputs = new Float64Array(n);
  const trained = parameterization === "output";
  const biases = m * (d + Number(trained));
  const neurons = Array.from({ length: m }, (_, i) => {
    const w = theta.subarray(i * d, i * d + d);
    const norm = Math.sqrt(w.reduce((sum, v) => sum + v * v, 0));
    const given = outputWeights === undefined ? 1 : at(outputWeights, i);
    const c = trained ? at(theta, m * d + i) : parameterization === "conic" ? given * norm : given;
    return { w, norm, given, c, b: hiddenBias ? at(theta, biases + i) : 0 };
  });
  let value = 0;
  for (let s = 0; s < n; s++) {
    const row = x.subarray(s * d, s * d + d);
    const pre = neurons.map(({ w, b }) =>
      w.reduce((sum, v, l) => sum + (parameterization === "squared-entry" ? v * Math.abs(v) : v) * at(row, l), b),
    );
    const f = neurons.reduce((sum, { c }, i) => sum + c * sigma[activation](pre[i] as number), 0);
    outputs[s] = f;
    const loss = lossOf(options.loss, f, at(y, s));
    value += loss.value / n;
    const r = loss.slope / n;
    neurons.forEach(({ w, norm, given, c }, i) => {
      const z = pre[i] as number;
      const h = sigma[activation](z);
      const pull = r * c * slope[activation](z);
      for (let l = 0; l < d; l++) {
        const inner = parameterization === "squared-entry" ? 2 * Math.abs(at(w, l)) : 1;
        const radial = parameterization === "conic" && norm > 0 ? (r * given * h * at(w, l)) / norm : 0;
        gradient[i * d + l] = at(gradient, i * d + l) + pull * inner * at(row, l) + radial;
      }
      if (trained) gradient[m * d + i] = at(gradient, m * d + i) + r * h;
      if (hiddenBias) gradient[biases + i] = at(gradient, biases + i) + pull;
    });
  }
  theta.forEach((v, k) => {
    value += (l2 / 2) * v * v;
    gradient[k] = at(gradient, k) + l2 * v;
  });
  neurons.forEach(({ w, norm, c }, i) => {
    value += pathNorm * Math.abs(c) * norm;
    const power = parameterization === "conic" ? 2 : 1;
    for (let l = 0; l < d && norm > 0; l++) {
      gradient[i * d + l] = at(gradient, i * d + l) + (pathNorm * power * Math.abs(c) * at(w, l)) / norm;
    }
    if (trained) gradient[m * d + i] = at(gradient, m * d + i) + pathNorm * Math.sign(c) * norm;
  });
  return { value, gradient, outputs };
}
