import { type Engine, misuse } from "@overparam/kernels";

/** Gradient descent of the squared loss with a fixed kernel, mode by mode. */
export interface KernelPrediction {
  /** Eigenvalues of the kernel, ascending [n]. */
  readonly eigenvalues: Float64Array;
  /** Energy ½ Σ_k ⟨v, r_k⟩² of the start's residuals in each mode [n]; they add up to the start's loss. */
  readonly energies: Float64Array;
  /** ½ ‖R(t)‖² after t steps. */
  loss(t: number): number;
}

/**
 * The loss ½ ‖R(t)‖² that a fixed kernel gives: R(t+1) = (I − η K) R(t), every output by itself.
 *
 * @param kernel [n,n], symmetric: K per output; @param residuals R(0) = f − y, [n, outputs]
 * @param step η of the loss summed over samples
 * @cost a symmetric eigenproblem of size n, then n powers a step asked for
 * @source allenzhu2019convergence with Jacot, Gabriel, Hongler 2018
 */
export function kernelPrediction({ math, linear }: Engine, kernel: Float64Array, residuals: Float64Array, step: number): KernelPrediction {
  const n = Math.round(Math.sqrt(kernel.length));
  if (n * n !== kernel.length || residuals.length % n !== 0)
    throw misuse(
      "kernelPrediction",
      "the kernel must be square and the residuals rows of its size",
      `${kernel.length} and ${residuals.length}`,
    );
  const outputs = residuals.length / n;
  const eigenvalues = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  linear.eigenSymmetric(kernel, n, eigenvalues, vectors);
  const energies = new Float64Array(n);
  for (let mode = 0; mode < n; mode++) {
    for (let k = 0; k < outputs; k++) {
      let along = 0;
      for (let i = 0; i < n; i++) along += (vectors[mode * n + i] as number) * (residuals[i * outputs + k] as number);
      energies[mode] = (energies[mode] as number) + (along * along) / 2;
    }
  }
  return {
    eigenvalues,
    energies,
    loss(t) {
      let sum = 0;
      for (let mode = 0; mode < n; mode++)
        sum += (energies[mode] as number) * evenPower(math, Math.abs(1 - step * (eigenvalues[mode] as number)), t);
      return sum;
    },
  };
}

/** x^{2t}; 0⁰ = 1. */
function evenPower({ power }: Engine["math"], x: number, t: number): number {
  return t === 0 ? 1 : x === 0 ? 0 : power(x, 2 * t, 1);
}
