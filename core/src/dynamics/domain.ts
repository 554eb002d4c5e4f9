/** A set of which every part of θ is an element, for ascents: how to come back to it, and what of a gradient can still be followed there. */
export interface Domain {
  /** What it is, e.g. `the sphere of radius 0.5`. */
  readonly name: string;
  /** Moves one part to the nearest point of the set, in place. */
  project(part: Float64Array): void;
  /**
   * The norm of what of `gradient` leads on from `part` inside the set, 0 at a point that satisfies the first-order condition of a maximum;
   * ∞ where no maximum can be, so that an ascent goes on.
   */
  free(part: Float64Array, gradient: Float64Array): number;
}
