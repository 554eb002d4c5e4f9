import {
  type Context,
  logSpaced,
  polishedDescent,
  populationObjective,
  repeatedObjective,
  type Setup,
  type State,
  type TwoLayer,
} from "@overparam/core";
import type { Config } from "./config.ts";
import type { SafranProblem } from "./problem.ts";
import { startsOf } from "./start.ts";

/** 2π, rounded to double. */
const turn = 6.283185307179586;

/** Sets up a run: orthonormal teachers, students with output weight 1, descent from every start until the gradient is small, then Newton's method. */
export function setup(config: Config, context: Context): Setup<SafranProblem> {
  const { engine } = context;
  const { teachers: k, extra, restarts, steps } = config;
  const n = k + extra;
  const directions = Float64Array.from({ length: k * k }, (_, at) => (Math.floor(at / k) === at % k ? 1 : 0));
  const network: TwoLayer = { activation: config.activation, parameterization: "plain", students: n, inputs: k };
  const teacher = { directions, weights: new Float64Array(k).fill(1) };
  const start = startsOf(config, context);
  const each = populationObjective(engine, network, teacher);
  const dynamics = polishedDescent({
    engine,
    step: config.step,
    descendTo: config.descendTo,
    polishTo: config.polishTo,
    ...(config.enough > 0 ? { enough: config.enough } : {}),
    size: (gradient) => largestNeuron(gradient, k),
  });
  return {
    problem: { objective: repeatedObjective(each, restarts), start, network, teacher, restarts, last: steps },
    dynamics: dynamics as unknown as Setup<SafranProblem, State>["dynamics"],
    schedule: logSpaced({ last: steps, perDecade: config.recordsPerDecade }),
    stopAt: Number.NEGATIVE_INFINITY,
    facts: { k, n, restarts, first: config.first, eta: config.step },
  };
}

/** The largest norm, over neurons, of 2π times the gradient (2018 protocol). */
export function largestNeuron(gradient: Float64Array, d: number): number {
  let largest = 0;
  for (let i = 0; i < gradient.length; i += d) {
    let square = 0;
    for (let j = i; j < i + d; j++) square += (gradient[j] as number) * (gradient[j] as number);
    // A gradient that is no number is larger than any.
    if (!(square <= largest)) largest = Number.isNaN(square) ? Number.POSITIVE_INFINITY : square;
  }
  return turn * Math.sqrt(largest);
}
