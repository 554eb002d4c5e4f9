import type { Layout } from "../network/layout.ts";

/**
 * A number of the state by which a run is followed, stopped and judged; an {@link Objective} is one with a gradient.
 *
 * A flow on a graph has no loss and a direct algorithm no descent; each states here what its run is watched by.
 */
export interface Measure {
  readonly layout: Layout;
  /** What the value is, in lower case without an article, for sentences about the run; `loss` where it is not given. */
  readonly name?: string;
  /**
   * Size against which the value is judged as diverged (a million times it), ∞ for a value that is bounded.
   * Where it is not given: max(value at the start, value at 0).
   */
  readonly scale?: number;
  value(theta: Float64Array): number;
  /** Absolute rounding error that the value at θ may carry. */
  floor(theta: Float64Array): number;
  /** Engine memory that a run takes, where it takes any. */
  readonly engine?: { readonly bytes: number };
  /** Gives engine memory back. */
  close(): void;
}
