/** How a run ended, with a sentence of advice: data, never an exception. */
export interface Outcome {
  readonly kind: "reached" | "settled" | "out of steps" | "diverged" | "not finite" | "interrupted";
  readonly iteration: number;
  readonly time: number;
  readonly value: number;
  /** What happened and what to do, one sentence. */
  readonly says: string;
}
