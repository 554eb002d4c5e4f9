/**
 * A closed set of parameters with a metric in which distances are measured, ‖θ‖² = Σ_k (θ_k/s_k)².
 *
 * Descent in the scaled variables θ_k/s_k has the step s_k² η in θ_k; the points where nothing can be gained are the same for every s.
 */
export interface Constraint {
  /** s_k > 0, [p]. */
  readonly scale: Float64Array;
  /** Moves θ to the nearest point of the set, in that metric, in place; a point of the set stays where it is, bit for bit. */
  project(theta: Float64Array): void;
}
