import type { Engine } from "@overparam/kernels";
import type { State } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import type { Measure } from "../objective/measure.ts";

/** What a measurement may look at: the state, its gradient (computed once for all observables), and what was seen on the way. */
export interface Moment<P extends Problem<Measure> = Problem> {
  readonly problem: P;
  readonly state: State;
  readonly value: number;
  /** Asking for it is a Misuse where the objective has none. */
  readonly gradient: Float64Array;
  /** Largest increase of the objective in one step since the last record; −∞ at the start. */
  readonly rise: number;
  readonly engine: Engine;
}

/** A measured quantity. Recorded at every record of the schedule; undefined where it has no meaning (written as null). */
export interface Observable<P extends Problem<Measure> = Problem> {
  /** Key in metrics.jsonl: lower camel case. */
  readonly id: string;
  /** TeX. */
  readonly symbol: string;
  readonly unit: string;
  /** Names of the axes of an array value, [] for a number. */
  readonly axes: readonly string[];
  readonly says: string;
  measure(moment: Moment<P>): number | Float64Array | undefined;
}

/** One line of metrics.jsonl. */
export interface Sample {
  readonly iteration: number;
  readonly time: number;
  readonly values: Readonly<Record<string, number | readonly number[] | null>>;
}
