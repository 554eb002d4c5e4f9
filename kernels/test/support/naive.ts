import type { Samples } from "../../src/sampled.ts";
import { parameterCount, type TwoLayer } from "../../src/two-layer.ts";

/** The sampled loss written as its definition, one sample and one neuron at a time: what the blocked kernel must agree with. */
export function naiveSampled(
  network: TwoLayer,
  theta: Float64Array,
  { x, y }: Samples,
): { value: number; gradient: Float64Array; outputs: Float64Array } {
  const { students: m, inputs: d, activation, parameterization } = network;
  const n = y.length;
  const gradient = new Float64Array(parameterCount(network));
  const outputs = new Float64Array(n);
  const at = (array: Float64Array, index: number) => array[index] as number;
  let value = 0;
  for (let s = 0; s < n; s++) {
    const pre: number[] = [];
    const norms: number[] = [];
    let f = 0;
    for (let i = 0; i < m; i++) {
      let z = 0;
      let square = 0;
      for (let l = 0; l < d; l++) {
        const w = at(theta, i * d + l);
        z += (parameterization === "squared-entry" ? w * Math.abs(w) : w) * at(x, s * d + l);
        square += w * w;
      }
      pre.push(z);
      norms.push(Math.sqrt(square));
      f += weight(network, theta, i, Math.sqrt(square)) * (activation === "relu" ? Math.max(z, 0) : Math.abs(z));
    }
    outputs[s] = f;
    const r = f - at(y, s);
    value += r * r;
    for (let i = 0; i < m; i++) {
      const z = pre[i] as number;
      const norm = norms[i] as number;
      const sigma = activation === "relu" ? Math.max(z, 0) : Math.abs(z);
      const slope = activation === "relu" ? Number(z > 0) : Math.sign(z);
      const c = weight(network, theta, i, norm);
      for (let l = 0; l < d; l++) {
        const w = at(theta, i * d + l);
        const inner = parameterization === "squared-entry" ? 2 * Math.abs(w) : 1;
        const radial = parameterization === "conic" && norm > 0 ? (w / norm) * sigma : 0;
        gradient[i * d + l] = at(gradient, i * d + l) + (r * (c * slope * inner * at(x, s * d + l) + radial)) / n;
      }
      if (parameterization === "output") gradient[m * d + i] = at(gradient, m * d + i) + (r * sigma) / n;
    }
  }
  return { value: value / (2 * n), gradient, outputs };
}

function weight({ parameterization, students, inputs }: TwoLayer, theta: Float64Array, i: number, norm: number): number {
  if (parameterization === "output") return theta[students * inputs + i] as number;
  return parameterization === "conic" ? norm : 1;
}
