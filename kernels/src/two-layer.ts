/** The scalar non-linearity σ of a two-layer network. */
export type Activation = "relu" | "abs";

/**
 * How parameters θ make the function f(x) = Σ_i c_i σ(A_i · x).
 *
 * | name             | A_i                | c_i     | θ                         |
 * |------------------|--------------------|---------|---------------------------|
 * | `plain`          | w_i                | 1       | W [m,d]                   |
 * | `output`         | w_i                | a_i     | W [m,d], then a [m]       |
 * | `conic`          | w_i                | ‖w_i‖   | W [m,d]                   |
 * | `squared-entry`  | w_i ∘ |w_i|        | 1       | W [m,d]                   |
 *
 * All arrays are row-major. A conic or plain neuron with w_i = 0 contributes nothing to f and has gradient 0 by convention.
 */
export type Parameterization = "plain" | "output" | "conic" | "squared-entry";

/** A student network: its non-linearity, parameterization and sizes (m students, d inputs). */
export interface TwoLayer {
  readonly activation: Activation;
  readonly parameterization: Parameterization;
  /** Number of student neurons m ≥ 1. */
  readonly students: number;
  /** Input dimension d ≥ 1. */
  readonly inputs: number;
}

/** The fixed target f*(x) = Σ_k b_k σ(v_k · x), with the student's σ. */
export interface Teacher {
  /** V, [r,d] row-major. */
  readonly directions: Float64Array;
  /** b, [r]. */
  readonly weights: Float64Array;
}

/** Number of entries of θ: m·d, or m·d + m with trained output weights. */
export function parameterCount(network: TwoLayer): number {
  return network.students * network.inputs + (network.parameterization === "output" ? network.students : 0);
}
