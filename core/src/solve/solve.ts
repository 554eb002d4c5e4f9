import { type Engine, misuse } from "@overparam/kernels";
import type { Checkpoint, State } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import { hasGradient } from "../objective/has-gradient.ts";
import type { Measure } from "../objective/measure.ts";
import type { Moment, Observable, Sample } from "../observe/observable.ts";
import { sampleOf } from "../observe/sample-of.ts";
import { fold } from "../random/fold.ts";
import { rootKey } from "../random/root-key.ts";
import type { Setup } from "../study/setup.ts";
import { numberText } from "../theory/number-text.ts";
import type { Outcome } from "./outcome.ts";

/** A run under way. Running, streaming, stepping and resuming are all `advance`. */
export interface Solve {
  /**
   * Takes at most `maxSteps` steps and returns the samples that fell in; ends early when the run is over.
   * Law: however a run is cut into calls, and saved and restored between them, its samples and outcome are the same bits.
   */
  advance(maxSteps: number): readonly Sample[];
  readonly state: State;
  /** How the run ended; undefined while it goes on. */
  readonly outcome: Outcome | undefined;
  /** What a record here and now would hold; changes nothing. */
  measure(): Sample;
  /** Everything that `startSolve` needs to go on from here; its numbers are finite. */
  checkpoint(): Checkpoint;
}

/**
 * A record above this multiple of the run's scale ends a run as diverged: of the measure's own, else of max(L(θ_0), L(0)). L(0), the loss of the zero network, is the
 * size of the target; large steps are known to raise the loss by a factor of about the width before it falls again (Lewkowycz et al. 2020), never by a million.
 */
const divergence = 1e6;

/** Names of the solve's own numbers in a checkpoint; dynamics use others. */
const names = { recorded: "solve.recorded", rise: "solve.rise", scale: "solve.scale" } as const;

/**
 * Starts a run, or goes on from a checkpoint.
 *
 * A sample is recorded at iteration 0, at the points of the schedule, and where the run ends. The run ends at the first iteration whose
 * objective is at or below `stopAt`, at the schedule's last iteration, at a record that shows divergence, where the objective is no longer finite,
 * or where the dynamics has settled.
 *
 * @throws Misuse for a stochastic dynamics without a key
 */
export function startSolve(
  setup: Setup<Problem<Measure>>,
  engine: Engine,
  observables: readonly Observable<Problem<Measure>>[],
  from?: Checkpoint,
): Solve {
  const { problem, dynamics, schedule, stopAt } = setup;
  const { objective } = problem;
  const { name = "loss" } = objective;
  if (dynamics.stochastic === true && setup.key === undefined) {
    throw misuse(
      "startSolve",
      `${dynamics.name} draws random numbers and the setup brings no key`,
      undefined,
      "return key: context.key from setup",
    );
  }
  const key = fold(setup.key ?? rootKey("deterministic", 0), "dynamics");
  let state = from === undefined ? dynamics.init(problem, key) : dynamics.restore(from);
  let recorded = from?.numbers[names.recorded] ?? -1;
  let rise = from?.numbers[names.rise] ?? Number.NEGATIVE_INFINITY;
  let outcome: Outcome | undefined;
  let settled = false;
  const scale =
    objective.scale ??
    from?.numbers[names.scale] ??
    scaleOf(objective.value(problem.start), objective.value(new Float64Array(problem.start.length)));

  const take = (): { readonly sample: Sample; readonly value: number } => {
    const moment = momentOf(problem, state, rise, engine, name);
    return { sample: sampleOf(moment, observables), value: moment.value };
  };

  /** How the run ends here, if it does; `scheduled`: at a point of the schedule, where alone divergence and the last step are judged. */
  const judge = (value: number, scheduled: boolean, still: boolean): Outcome | undefined => {
    const { iteration, time } = state;
    const end = (kind: Outcome["kind"], says: string): Outcome => ({ kind, iteration, time, value, says });
    if (!Number.isFinite(value)) {
      return end("not finite", `The ${name} was no longer a finite number at iteration ${iteration}; take a smaller step.`);
    }
    if (value <= stopAt) return end("reached", `The ${name} was at or below ${stopAt} at iteration ${iteration}.`);
    if (still) return end("settled", `The run settled at iteration ${iteration}, where the ${name} is ${numberText(value)}.`);
    if (!scheduled) return undefined;
    if (value > divergence * scale) {
      return end(
        "diverged",
        `The ${name} grew to ${numberText(value)}, a million times its scale ${numberText(scale)}, at iteration ${iteration}; take a smaller step.`,
      );
    }
    if (iteration >= schedule.last) {
      return end("out of steps", `All ${iteration} steps were taken and the ${name} is ${numberText(value)}; allow more steps to go on.`);
    }
    return undefined;
  };

  /** Records the present state unless it is recorded already, and ends the run where it ends. */
  const record = (samples: Sample[], scheduled: boolean, still = false): void => {
    const { sample, value } = take();
    outcome = judge(value, scheduled, still);
    if (recorded === state.iteration) return;
    samples.push(sample);
    recorded = state.iteration;
    rise = Number.NEGATIVE_INFINITY;
  };

  return {
    advance(maxSteps) {
      if (!(Number.isSafeInteger(maxSteps) && maxSteps >= 0))
        throw misuse("advance", "maxSteps must be an integer of at least 0", maxSteps);
      const samples: Sample[] = [];
      let left = maxSteps;
      // Iteration 0 is recorded; a finished run's checkpoint ends again where it ended, without a second record.
      if (!settled && (recorded < 0 || recorded === state.iteration)) record(samples, true);
      settled = true;
      while (outcome === undefined && left > 0) {
        const target = schedule.next(state.iteration);
        const moved = dynamics.advance(problem, state, Math.min(left, target - state.iteration), { value: stopAt });
        left -= moved.state.iteration - state.iteration;
        state = moved.state;
        rise = Math.max(rise, moved.rise);
        if (moved.end !== "steps" || state.iteration === target) record(samples, state.iteration === target, moved.end === "settled");
      }
      return samples;
    },
    get state() {
      return state;
    },
    get outcome() {
      return outcome;
    },
    measure: () => take().sample,
    checkpoint() {
      const { iteration, tensors, numbers } = dynamics.save(state);
      const own: Record<string, number> = { [names.recorded]: recorded };
      if (objective.scale === undefined) own[names.scale] = scale;
      if (rise !== Number.NEGATIVE_INFINITY) own[names.rise] = rise;
      return { iteration, tensors, numbers: { ...numbers, ...own } };
    },
  };
}

/** What observables look at; the gradient, where there is one, is computed together with the value. */
function momentOf(problem: Problem<Measure>, state: State, rise: number, engine: Engine, name: string): Moment<Problem<Measure>> {
  const { objective } = problem;
  if (hasGradient(objective)) {
    const gradient = new Float64Array(state.theta.length);
    const value = objective.gradient(state.theta, gradient);
    return { problem, state, value, gradient, rise, engine };
  }
  return {
    problem,
    state,
    value: objective.value(state.theta),
    get gradient(): Float64Array {
      throw misuse("observable", `the ${name} must have a gradient`, "none", "leave out observables of the gradient");
    },
    rise,
    engine,
  };
}

/** The larger of the two, of those that are finite. */
function scaleOf(start: number, zero: number): number {
  return Math.max(Number.isFinite(start) ? start : 0, Number.isFinite(zero) ? zero : 0, Number.MIN_VALUE);
}
