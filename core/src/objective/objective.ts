import type { Descending } from "@overparam/kernels";
import type { Measure } from "./measure.ts";

/** How exact a value is. */
export type Accuracy =
  | { readonly kind: "closed-form" }
  | { readonly kind: "quadrature"; readonly relativeError: number }
  | { readonly kind: "sample"; readonly size: number };

/** A function of parameters, with its derivatives and how exact it is. */
export interface Objective extends Measure {
  /** `population`: the expectation over the input law; `sample`: the mean over given data. */
  readonly over: "population" | "sample";
  readonly accuracy: Accuracy;
  /** Fills out = ∇ and returns the value. */
  gradient(theta: Float64Array, out: Float64Array): number;
  hessianTimes?(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /** [p,p] row-major. */
  hessian?(theta: Float64Array, out: Float64Array): void;
  /** Gradient descent of this very function inside the engine, where there is one. */
  readonly engine?: Descending;
  /** Set where L(Θ) = Σ_b ℓ(θ_b) over `count` parts of Θ that do not touch each other, `each` = ℓ. */
  readonly parts?: { readonly count: number; readonly each: Objective };
}
