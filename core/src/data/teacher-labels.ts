import { type Activation, type Teacher, misuse } from "@overparam/kernels";

/**
 * y_i = f*(x_i) = Σ_k b_k σ(v_k · x_i).
 *
 * @param x [n,d] row-major
 * @param inputs d
 * @returns [n]
 * @cost n·r·d products
 */
export function teacherLabels(activation: Activation, teacher: Teacher, x: Float64Array, inputs: number): Float64Array {
  const { directions, weights } = teacher;
  if (directions.length !== weights.length * inputs) throw misuse("teacherLabels", `teachers must have ${inputs} inputs each`, directions);
  const y = new Float64Array(x.length / inputs);
  for (let i = 0; i < y.length; i++) {
    let sum = 0;
    for (let k = 0; k < weights.length; k++) {
      let z = 0;
      for (let j = 0; j < inputs; j++) z += (directions[k * inputs + j] as number) * (x[i * inputs + j] as number);
      sum += (weights[k] as number) * (activation === "abs" ? Math.abs(z) : Math.max(z, 0));
    }
    y[i] = sum;
  }
  return y;
}
