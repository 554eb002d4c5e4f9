import type { SampledActivation } from "@overparam/core";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * Bound of the rounding error of Σ_j v_j σ(w_j·x) over samples: u (m + d + 8) max_i Σ_j |v_j| (|σ(0)| + ‖w_j‖ ‖x_i‖), as |σ(z)| ≤ |σ(0)| + |z|.
 *
 * @source Higham 2002, §3.1
 */
export function outputRounding(
  activation: SampledActivation,
  theta: Float64Array,
  students: number,
  inputs: number,
  x: Float64Array,
): number {
  let longest = 0;
  for (let i = 0; i < x.length; i += inputs) longest = Math.max(longest, norm(x, i, inputs));
  const zero = activation === "tanh" ? 0 : 1;
  let size = 0;
  for (let j = 0; j < students; j++)
    size += Math.abs(theta[students * inputs + j] as number) * (zero + norm(theta, j * inputs, inputs) * longest);
  return unit * (students + inputs + 8) * size;
}

function norm(entries: Float64Array, from: number, count: number): number {
  let square = 0;
  for (let k = from; k < from + count; k++) square += (entries[k] as number) * (entries[k] as number);
  return Math.sqrt(square);
}
