export type VerdictWord = "holds" | "violated" | "not applicable" | "undecided";

/** The judge's answer, with its evidence. Numbers only; hosts print them. */
export interface Verdict {
  readonly claim: string;
  readonly verdict: VerdictWord;
  /** What was asked, in words and symbols, e.g. `slope ≤ −1`. */
  readonly asked: string;
  /** The fitted or worst measured number. */
  readonly estimate: number | null;
  /** Simultaneous interval of the estimate (Bonferroni at the family-wise level of the study; of a limit, its error), or null for exact arithmetic. */
  readonly interval: readonly [number, number] | null;
  /** Distance from the estimate to the bound on the good side, in the units of the estimate (negative: beyond it). */
  readonly slack: number | null;
  /** The bound is so loose that the run could not have failed. */
  readonly vacuous: boolean;
  /** Why, in one sentence; for `not applicable` the assumption and what was measured. */
  readonly reason: string;
  /** Independent runs and numbers behind it. */
  readonly runs: number;
  readonly points: number;
  /**
   * p-values of "the claim is false on these runs" (small: holds) and "the claim is true" (small: violated), adjusted for all claims of the
   * study (Holm 1979): compare them with the family-wise level itself. Null for exact arithmetic.
   */
  readonly pHolds: number | null;
  readonly pViolated: number | null;
}
