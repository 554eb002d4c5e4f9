/** Names of the functions that {@link Elementary.each} maps over an array. */
export type UnaryName = "exp" | "log" | "sin" | "cos" | "tanh" | "erf";

/**
 * Elementary functions with the same bits on every backend and in every JavaScript engine.
 *
 * JavaScript engines disagree in the last bit of these functions, so nothing outside kernels may call `Math.exp` and its kin.
 * Stated accuracy: at most 2 ulp (erf: 4 ulp; power: 4 ulp), at every finite argument. Largest errors seen against 60-digit arithmetic on
 * some ten thousand points each, in ulp: exp 0.77, log 0.74, sin and cos 0.76, tanh 0.91, erf 1.3, atan2 0.99, power 0.5.
 * Special values follow IEEE 754 / C99. Functions of one number cost tens of nanoseconds a call; prefer `each` for arrays.
 */
export interface Elementary {
  exp(x: number): number;
  /** Natural logarithm; −∞ at 0, NaN below. */
  log(x: number): number;
  sin(x: number): number;
  cos(x: number): number;
  /** Angle of (x, y) in (−π, π], in radians. */
  atan2(y: number, x: number): number;
  tanh(x: number): number;
  erf(x: number): number;
  /**
   * x^(numerator/denominator) for x ≥ 0, by exact squarings, square roots and cube roots.
   * The denominator must be 2^a · 3^b; both are integers.
   */
  power(x: number, numerator: number, denominator: number): number;
  /** out[i] = name(x[i]); `out` may be `x`. */
  each(name: UnaryName, x: Float64Array, out: Float64Array): void;
}
