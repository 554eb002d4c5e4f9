import type { Sample } from "../observe/observable.ts";
import type { Outcome } from "../solve/outcome.ts";
import type { Facts } from "./setup.ts";

/** A run as the judge sees it: what was asked, what was known beforehand, what was measured, how it ended. */
export interface RunRecord<C = unknown> {
  readonly id: string;
  readonly config: C;
  readonly seed: number;
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly samples: readonly Sample[];
}
