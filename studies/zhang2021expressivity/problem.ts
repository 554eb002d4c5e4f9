import type { Constraint, Problem, SampledActivation } from "@overparam/core";

/** A narrow network on n samples, and the region around its start. */
export interface ZhangProblem extends Problem {
  readonly network: Network;
  /** x [n,d], y [n]. */
  readonly samples: { readonly x: Float64Array; readonly y: Float64Array };
  /** What the run is held to; all of space where it is free. */
  readonly constraint: Constraint;
  /** The region of the claims, whether or not the run is held to it. */
  readonly radius: number;
  /** From which iteration on the singular values are recorded. */
  readonly spectrumFrom: number;
}

/** f(x) = Σ_j v_j σ(w_j·x), both layers trained. */
export interface Network {
  readonly activation: SampledActivation;
  readonly parameterization: "output";
  readonly students: number;
  readonly inputs: number;
}
