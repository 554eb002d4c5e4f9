import type { Key } from "../random/key.ts";
import type { Reference } from "../study/reference.ts";
import type { Measure } from "../objective/measure.ts";
import type { Problem } from "./problem.ts";

/** Where a run is. Dynamics may carry more (momenta, keys), saved by `save`. */
export interface State {
  readonly iteration: number;
  /** t = η · iteration for descents, so that runs of different steps and the gradient flow share an axis. */
  readonly time: number;
  readonly theta: Float64Array;
}

/** When `advance` must stop early. */
export interface Stop {
  /** Stop as soon as the objective is at or below this; −∞ never. */
  readonly value: number;
}

/** What `advance` did. */
export interface Advance<S extends State> {
  readonly state: S;
  /** `settled`: the state is one that this dynamics leaves as it is, so no further step was taken. */
  readonly end: "steps" | "reached" | "not finite" | "settled";
  /**
   * Largest change of the objective in one step of this call, the last step included; −∞ without a step, ∞ when it stopped being finite.
   * −∞ always for an `unwatched` dynamics.
   */
  readonly rise: number;
}

/** Everything needed to go on, canonical and unpacked: tensors by name and plain numbers. */
export interface Checkpoint {
  readonly iteration: number;
  readonly tensors: Readonly<Record<string, Float64Array>>;
  readonly numbers: Readonly<Record<string, number>>;
}

/**
 * How parameters move. `step` is the reference form; `advance` is the fast one.
 * Law (conformance): advance(n) = n × step, and n = k + save + restore + (n−k), bit for bit.
 */
export interface Dynamics<S extends State = State, P extends Problem<Measure> = Problem> {
  readonly name: string;
  readonly reference: Reference;
  /** It draws random numbers: a setup must then bring a key. */
  readonly stochastic?: boolean;
  /** It looks at the value only where a finite stop asks for it, because a value costs more than a step: it knows no rises. */
  readonly unwatched?: boolean;
  init(problem: P, key: Key): S;
  /** One step; a settled state comes back as it is. */
  step(problem: P, state: S): S;
  /** At most `steps` steps. */
  advance(problem: P, state: S, steps: number, stop: Stop): Advance<S>;
  save(state: S): Checkpoint;
  restore(checkpoint: Checkpoint): S;
}
