import type { Objective, Problem } from "@overparam/core";
import type { OutputLoss } from "./network/loss.ts";
import type { Evaluator, SmoothNetwork } from "./network/network.ts";
import type { RobustObjective } from "./network/robust-objective.ts";

/** An adversary at one input: Θ holds a perturbation for every start. */
export interface AscentProblem extends Problem<Objective> {
  readonly kind: "ascent";
  readonly network: Evaluator;
  readonly loss: OutputLoss;
  readonly x: Float64Array;
  readonly y: number;
  readonly radius: number;
  /** The true loss of one perturbation, whatever the dynamics is given to follow. */
  readonly truth: Objective;
  /** ∇f(x). */
  readonly slope: Float64Array;
}

/** Adversarial training: Θ is W. */
export interface TrainingProblem extends Problem<RobustObjective> {
  readonly kind: "training";
  readonly network: SmoothNetwork;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Where the adversary that is timed starts, [n,d]. */
  readonly directions: Float64Array;
  readonly adversary: { readonly radius: number; readonly step: number; readonly tolerance: number; readonly steps: number };
}

/** What a run of this study works on. */
export type DengProblem = AscentProblem | TrainingProblem;

/** The ascent of a run, where it is one. */
export function ascentOf(problem: Problem): AscentProblem | undefined {
  const own = problem as DengProblem;
  return own.kind === "ascent" ? own : undefined;
}

/** The training of a run, where it is one. */
export function trainingOf(problem: Problem): TrainingProblem | undefined {
  const own = problem as DengProblem;
  return own.kind === "training" ? own : undefined;
}
