import type { Key } from "../random/key.ts";
import type { Reference } from "../study/reference.ts";
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
  readonly end: "steps" | "reached" | "not finite";
  /** Largest change of the objective in one step of this call, the last step included; −∞ without a step, ∞ when it stopped being finite. */
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
export interface Dynamics<S extends State = State> {
  readonly name: string;
  readonly reference: Reference;
  /** It draws random numbers: a setup must then bring a key. */
  readonly stochastic?: boolean;
  init(problem: Problem, key: Key): S;
  step(problem: Problem, state: S): S;
  /** At most `steps` steps. */
  advance(problem: Problem, state: S, steps: number, stop: Stop): Advance<S>;
  save(state: S): Checkpoint;
  restore(checkpoint: Checkpoint): S;
}
