import type { Dynamics, State } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import type { Measure } from "../objective/measure.ts";
import type { Key } from "../random/key.ts";
import type { Schedule } from "../observe/schedule.ts";

/** Plain numbers known before the first step (separation, norms, initial loss, …); written into result.json. */
export type Facts = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** A run, ready to start; `Setup<Problem<Measure>>` is any. */
export interface Setup<P extends Problem<Measure> = Problem, S extends State = State> {
  readonly problem: P;
  readonly dynamics: Dynamics<S, P>;
  readonly schedule: Schedule;
  /** The run ends when the objective is at or below this. */
  readonly stopAt: number;
  readonly facts: Facts;
  /** Where a stochastic dynamics draws from, usually the context's key; deterministic ones need none. */
  readonly key?: Key;
}
