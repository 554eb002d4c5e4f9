/** One measured number with what is known of its error. */
export interface Measured {
  /** Which run, state or construction it comes from; values with one `run` are not independent. */
  readonly run: string;
  /** The variable that a trend or limit is over (width m, loss L, angle δ, …). */
  readonly x?: number;
  readonly value: number;
  /** Bound of the arithmetic's absolute error. */
  readonly rounding?: number;
  /** Standard error, where the value is a sample mean. */
  readonly deviation?: number;
}

/** A curve of one run, positive x and y; rates are fitted on it. Points below the arithmetic's floor are left out by the reducer. */
export interface Curve {
  readonly run: string;
  /** What it shares with curves of other runs (its width m); the claim is made for each such group. */
  readonly group?: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** How many of independent runs had a property. */
export interface Count {
  /** What is compared with other counts (a number of teachers k, a width); counts of one group are added up. */
  readonly group: string;
  readonly hits: number;
  readonly of: number;
}

/** What records come down to: plain numbers with their keys. */
export type Evidence = (
  | { readonly kind: "values"; readonly values: readonly Measured[] }
  | { readonly kind: "curves"; readonly curves: readonly Curve[] }
  | { readonly kind: "counts"; readonly counts: readonly Count[] }
) & {
  /** What the reducer left out, with the count and the reason; told with the verdict. */
  readonly left?: string;
};
