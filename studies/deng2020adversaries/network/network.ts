import type { Elementary } from "@overparam/core";

/** σ. */
export type SmoothActivation = "softplus" | "tanh";

/** f(u) = (1/√m) Σ_r a_r σ(w_r·u). */
export interface SmoothNetwork {
  readonly activation: SmoothActivation;
  /** d. */
  readonly inputs: number;
  /** m. */
  readonly width: number;
  /** W, [m,d] row-major. */
  readonly weights: Float64Array;
  /** a, [m]. */
  readonly signs: Float64Array;
}

/** A network with room to compute in; one at a time. */
export interface Evaluator {
  value(u: Float64Array): number;
  /** Fills out [d] with ∇f(u) and returns f(u). */
  gradient(u: Float64Array, out: Float64Array): number;
  /** Fills out [d,d] with ∇²f(u). */
  hessian(u: Float64Array, out: Float64Array): void;
  /** Fills out [d] with ∇²f(u) v. */
  hessianTimes(u: Float64Array, v: Float64Array, out: Float64Array): void;
  /** Adds scale · ∂f(u)/∂W to out [m,d]. */
  addWeightGradient(u: Float64Array, scale: number, out: Float64Array): void;
  /** Σ_r σ'(w_r·u) σ'(w_r·v)/m · u·v: the tangent kernel of W. */
  kernel(u: Float64Array, v: Float64Array): number;
  /** Bound of the rounding error of f(u). */
  floor(u: Float64Array): number;
}

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;

/**
 * Values and derivatives of a network: ∇f = (1/√m) Σ a_r σ'(w_r·u) w_r, ∇²f = (1/√m) Σ a_r σ''(w_r·u) w_r w_rᵀ.
 *
 * @cost m d products; the Hessian m d²/2
 */
export function evaluatorOf(math: Elementary, { activation, inputs: d, width: m, weights, signs }: SmoothNetwork): Evaluator {
  const z = new Float64Array(m);
  const first = new Float64Array(m);
  const second = new Float64Array(m);
  const other = new Float64Array(m);
  const root = 1 / Math.sqrt(m);
  const activations = (u: Float64Array, out: Float64Array): void => {
    for (let r = 0, at = 0; r < m; r++, at += d) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += (weights[at + k] as number) * (u[k] as number);
      out[r] = sum;
    }
  };
  const output = (): number => {
    let sum = 0;
    for (let r = 0; r < m; r++) sum += (signs[r] as number) * (second[r] as number);
    return root * sum;
  };
  /** σ' from z into `first`; σ is left in `second` by the tanh branch alone, which shares it. */
  const slopes = (from: Float64Array, out: Float64Array): void => {
    if (activation === "softplus") math.each("sigmoid", from, out);
    else {
      math.each("tanh", from, out);
      for (let r = 0; r < m; r++) out[r] = 1 - (out[r] as number) * (out[r] as number);
    }
  };
  const bends = (): void => {
    math.each(activation === "softplus" ? "sigmoid" : "tanh", z, second);
    for (let r = 0; r < m; r++) {
      const s = second[r] as number;
      second[r] = activation === "softplus" ? s * (1 - s) : -2 * s * (1 - s * s);
    }
  };
  const value = (u: Float64Array): number => {
    activations(u, z);
    math.each(activation, z, second);
    return output();
  };
  return {
    value,
    gradient(u, out) {
      const f = value(u);
      slopes(z, first);
      out.fill(0);
      for (let r = 0, at = 0; r < m; r++, at += d) {
        const factor = root * (signs[r] as number) * (first[r] as number);
        for (let k = 0; k < d; k++) out[k] = (out[k] as number) + factor * (weights[at + k] as number);
      }
      return f;
    },
    hessian(u, out) {
      activations(u, z);
      bends();
      out.fill(0);
      for (let r = 0, at = 0; r < m; r++, at += d) {
        const factor = root * (signs[r] as number) * (second[r] as number);
        for (let i = 0; i < d; i++) {
          const left = factor * (weights[at + i] as number);
          for (let j = i; j < d; j++) out[i * d + j] = (out[i * d + j] as number) + left * (weights[at + j] as number);
        }
      }
      for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) out[i * d + j] = out[j * d + i] as number;
    },
    hessianTimes(u, v, out) {
      activations(u, z);
      bends();
      activations(v, first);
      out.fill(0);
      for (let r = 0, at = 0; r < m; r++, at += d) {
        const factor = root * (signs[r] as number) * (second[r] as number) * (first[r] as number);
        for (let k = 0; k < d; k++) out[k] = (out[k] as number) + factor * (weights[at + k] as number);
      }
    },
    addWeightGradient(u, scale, out) {
      activations(u, z);
      slopes(z, first);
      for (let r = 0, at = 0; r < m; r++, at += d) {
        const factor = scale * root * (signs[r] as number) * (first[r] as number);
        for (let k = 0; k < d; k++) out[at + k] = (out[at + k] as number) + factor * (u[k] as number);
      }
    },
    kernel(u, v) {
      activations(u, z);
      slopes(z, first);
      activations(v, z);
      slopes(z, other);
      let sum = 0;
      for (let r = 0; r < m; r++) sum += (first[r] as number) * (other[r] as number);
      let inner = 0;
      for (let k = 0; k < d; k++) inner += (u[k] as number) * (v[k] as number);
      return (sum / m) * inner;
    },
    floor(u) {
      activations(u, z);
      math.each(activation, z, second);
      let sum = 0;
      for (let r = 0, at = 0; r < m; r++, at += d) {
        let size = 0;
        for (let k = 0; k < d; k++) size += Math.abs((weights[at + k] as number) * (u[k] as number));
        // |σ'| ≤ 1 carries the error of the product; σ itself is good to two units in the last place.
        sum += d * size + (4 + m) * Math.abs(second[r] as number);
      }
      return unitRoundoff * root * sum;
    },
  };
}
