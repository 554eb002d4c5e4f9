import type { ProductFinish, ProductSizes } from "./product.ts";

/** Dense linear algebra on row-major Float64Arrays. Sums run in a fixed order: the same bits at every thread count. */
export interface LinearAlgebra {
  /** out [rows,columns] = op(a) · op(b), op the transpose where asked; a is [rows,inner] and b [inner,columns] after op. */
  multiply(a: Float64Array, b: Float64Array, out: Float64Array, sizes: ProductSizes, finish?: ProductFinish): void;
  /** Lower L with L Lᵀ = a, a [n,n] symmetric; fills the upper half of out with 0. Returns n, or the first row that is not positive definite. */
  cholesky(a: Float64Array, n: number, out: Float64Array): number;
  /** x in place of b [n,k]: solves L Lᵀ x = b with the factor of `cholesky`. */
  choleskySolve(factor: Float64Array, n: number, b: Float64Array, columns?: number): void;
  /** Eigenvalues ascending into values [n]; row i of vectors [n,n] is the unit eigenvector of values[i], its largest entry positive. */
  eigenSymmetric(a: Float64Array, n: number, values: Float64Array, vectors?: Float64Array): void;
  /**
   * The `count` largest or smallest eigenvalues, from the outermost inwards, repeated as often as they occur; row i of vectors [count,n]
   * the unit eigenvector of values[i], its largest entry positive. Reads the upper half of a.
   *
   * @cost a few tens of products with a where the values are well separated; at most that of all eigenvalues, and half of n products
   * @source Lanczos 1950, with full reorthogonalisation
   */
  eigenExtreme(
    a: Float64Array,
    n: number,
    which: { readonly count: number; readonly end: "largest" | "smallest" },
    values: Float64Array,
    vectors?: Float64Array,
  ): void;
  /**
   * a [n,p] = Σ_i values[i] · left_iᵀ right_i: singular values descending into values [k], k = min(n,p); row i of left [k,n] and of
   * right [k,p] are unit vectors, the largest entry of each right one positive.
   */
  singular(
    a: Float64Array,
    n: number,
    p: number,
    values: Float64Array,
    vectors?: { readonly left: Float64Array; readonly right: Float64Array },
  ): void;
  /** a [n,p] = q [n,k] · r [k,p], k = min(n,p): orthonormal columns times an upper triangle whose diagonal is not negative. */
  qr(a: Float64Array, n: number, p: number, q: Float64Array, r: Float64Array): void;
  /** out [p] = argmin ‖a x − b‖, a [n,p], minimum norm on rank deficiency; returns the numerical rank. */
  leastSquares(a: Float64Array, b: Float64Array, n: number, p: number, out: Float64Array): number;
  /**
   * out [n] = argmin_{z ≥ 0} ½ zᵀ gram z − rightᵀ z, gram [n,n] symmetric positive semidefinite (Lawson, Hanson 1974, active set).
   * `residual` is the largest violation of the KKT conditions, in the units of `right`.
   */
  nonNegativeLeastSquares(gram: Float64Array, right: Float64Array, n: number, out: Float64Array): { iterations: number; residual: number };
}
