/** Names of the functions that {@link Elementary.each} maps over an array. */
export type UnaryName = "exp" | "log" | "sin" | "cos" | "tanh" | "erf" | "log1p" | "sigmoid" | "softplus";

/**
 * Elementary functions with the same bits on every backend and in every JavaScript engine.
 *
 * JavaScript engines disagree in the last bit of these functions, so nothing outside kernels may call `Math.exp` and its kin.
 * Stated accuracy: at most 2 ulp (sigmoid: 3 ulp; erf and power: 4 ulp), at every finite argument. Largest errors seen against 60-digit
 * arithmetic on some ten thousand points each or 64-bit arithmetic on millions, in ulp: exp 0.79, log 0.73, log1p 0.88, sin and cos 0.73,
 * tanh 1.93, sigmoid 2.34, softplus 1.64, erf 1.3, atan2 1.61, power 0.5.
 * Special values follow IEEE 754 / C99. Functions of one number cost tens of nanoseconds a call; prefer `each` for arrays, which runs on vectors (a few
 * nanoseconds a number, the same bits).
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
  /** log(1 + x), exact to the stated error near 0; −∞ at −1, NaN below. */
  log1p(x: number): number;
  /** 1/(1 + e^{−x}). */
  sigmoid(x: number): number;
  /** log(1 + e^x). */
  softplus(x: number): number;
  /**
   * x^(numerator/denominator) for x ≥ 0, by exact squarings, square roots and cube roots.
   * The denominator must be 2^a · 3^b; both are integers.
   */
  power(x: number, numerator: number, denominator: number): number;
  /** out[i] = name(x[i]); `out` may be `x`. */
  each(name: UnaryName, x: Float64Array, out: Float64Array): void;
}
