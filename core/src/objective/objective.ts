import type { Descending } from "@overparam/kernels";
import type { Layout } from "../network/layout.ts";

/** How exact a value is. */
export type Accuracy =
  | { readonly kind: "closed-form" }
  | { readonly kind: "quadrature"; readonly relativeError: number }
  | { readonly kind: "sample"; readonly size: number };

/** A function of parameters, with its derivatives and how exact it is. */
export interface Objective {
  readonly layout: Layout;
  /** `population`: the expectation over the input law; `sample`: the mean over given data. */
  readonly over: "population" | "sample";
  readonly accuracy: Accuracy;
  value(theta: Float64Array): number;
  /** Fills out = ∇ and returns the value. */
  gradient(theta: Float64Array, out: Float64Array): number;
  hessianTimes?(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /** [p,p] row-major. */
  hessian?(theta: Float64Array, out: Float64Array): void;
  /** Absolute rounding error that the value at θ may carry. */
  floor(theta: Float64Array): number;
  /** Gradient descent of this very function inside the engine, where there is one. */
  readonly engine?: Descending;
  /** Gives engine memory back. */
  close(): void;
}
