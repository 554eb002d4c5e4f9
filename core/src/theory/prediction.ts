import type { Count } from "./evidence.ts";

/**
 * What a claim predicts of its evidence. The judge knows how to decide each form; a claim never decides itself.
 *
 * - `equals`, `at least`, `at most`: of every value, up to its stated rounding or, for sample means, its interval.
 * - `limit`: the values as x → 0, extrapolated, with the error of the extrapolation; on the stated side of the value, both by default.
 * - `slope …`: of log y against log x over the tail of each curve; an interval over independent runs, for every group of curves. `slope equals` means
 *   within `margin`, by default 1/24: half the distance of the two nearest exponents in use (2/3 and 3/4).
 * - `no trend`: |slope| of log value against log x, over the far half of x, is within `margin` (an equivalence test; undecided until the interval is narrower).
 * - `no growth`: the same slope is at most `margin` as x grows.
 * - `fraction at least`, `fraction at most`: of every group of counts, by exact binomial tests.
 * - `fractions equal`: every group's fraction is that of another sample, given by its count (Fisher's exact test, corrected for the number of groups).
 * - `fractions increase`: strictly, along the groups in the order given (Fisher's exact test of every neighbouring two).
 */
export type Prediction = (
  | { readonly form: "equals"; readonly value: number }
  | {
      readonly form: "at least" | "at most";
      readonly bound: number;
      /** Size of the quantity, against which a rounding error that reaches over the bound must be small; |bound|, or the width of a finite range, by default. */
      readonly scale?: number;
    }
  | { readonly form: "limit"; readonly value: number; readonly over: string; readonly side?: "equals" | "at least" | "at most" }
  | {
      readonly form: "slope at least" | "slope at most" | "slope equals";
      readonly exponent: number;
      /** How near is equal, of `slope equals`: at most half the distance to the next exponent that could be meant. */
      readonly margin?: number;
      /** Which end of the curve is asymptotic: large x (time) or small x (loss, angle). */
      readonly towards: "large x" | "small x";
    }
  | { readonly form: "no trend" | "no growth"; readonly over: string; readonly margin: number }
  | { readonly form: "fraction at least" | "fraction at most"; readonly bound: number }
  | { readonly form: "fractions equal"; readonly to: readonly Count[] }
  | { readonly form: "fractions increase"; readonly order: readonly string[] }
) & {
  /** Are all constants in the paper (`given`), or fitted on the runs and tested for what the theorem says of them? */
  readonly constants: "given" | "fitted";
  /** Values that the quantity can take by its definition alone; a bound outside it is vacuous. */
  readonly range?: readonly [number, number];
};
