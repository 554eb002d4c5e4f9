/** A function on the unit sphere of R^d, extended by homogeneity: v(u) for unit u. */
export interface SphereFunction {
  /** d. */
  readonly inputs: number;
  /** Absolute rounding error that a value may carry. */
  readonly rounding: number;
  /** v(u), u a unit vector; fills out = ∇ of the extension of degree one, so that v(u) = u·∇. */
  gradient(u: Float64Array, out: Float64Array): number;
  /** out[i] = v(u_i) of many unit vectors, [p,d] row-major. */
  values(directions: Float64Array, out: Float64Array): void;
}
