import type { VerdictWord } from "./verdict.ts";

/** What one claim's evidence says by itself, before the claims of a study are judged together. */
export type Assessment = {
  readonly estimate: number | null;
  readonly slack: number | null;
  readonly runs: number;
  readonly points: number;
  /** What was measured, one sentence. */
  readonly says: string;
  /** The numbers alone make failure impossible. */
  readonly vacuous?: boolean;
} & (
  | {
      readonly kind: "decided";
      readonly verdict: Exclude<VerdictWord, "not applicable">;
      readonly interval: readonly [number, number] | null;
    }
  | {
      readonly kind: "tested";
      /** p-value of "the claim is false"; null where evidence cannot prove the claim, only contradict it. */
      readonly pHolds: number | null;
      /** p-value of "the claim is true". */
      readonly pViolated: number;
      /** Where pHolds is null: what it is when the claim is not contradicted. */
      readonly uncontradicted?: "holds" | "undecided";
      /** Interval of the estimate, with this probability of missing on each side. */
      interval(missing: number): readonly [number, number];
    }
);

/** Evidence that cannot be judged. */
export function undecided(says: string, runs = 0, points = 0, estimate: number | null = null): Assessment {
  return { kind: "decided", verdict: "undecided", estimate, interval: null, slack: null, runs, points, says };
}
