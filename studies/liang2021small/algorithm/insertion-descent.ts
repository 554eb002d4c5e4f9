import type { Dynamics, Engine, Problem, State } from "@overparam/core";
import { misuse } from "@overparam/core";
import { paper } from "../paper.ts";
import { certificateOf, type LiangProblem } from "../problem.ts";
import { leastSubgradient, stepToKinks } from "./kinks.ts";

/** Where an insertion descent is. */
export interface InsertionState extends State {
  readonly insertions: number;
  /** How often max |g| was computed, and over how many faces in all. */
  readonly checks: number;
  readonly visited: number;
  /** Steps since the last insertion or check. */
  readonly waited: number;
  /** The iteration at which max |g| ≤ λ (1 + tolerance) was first seen; −1 before. */
  readonly certified: number;
}

/** What it works with. */
export interface InsertionOptions {
  readonly engine: Engine;
  readonly step: number;
  /** e: |a| = ‖w‖ of an inserted neuron. */
  readonly size: number;
  readonly tolerance: number;
  /** false: no neuron is ever inserted; descent alone, with its kinks. */
  readonly insert: boolean;
}

/** Stationary is a subgradient below this part of tolerance · λ. */
const still = 0.1;
/** After this many steps max |g| is computed, stationary or not. */
const patience = 6000;
const never = -1;

/**
 * Certified descent with neuron insertion (a reconstruction): descent along the least subgradient until it is stationary, then the exact maximiser u of |g|; while
 * max |g| > λ (1 + tolerance), a neuron of size e is inserted there in place of the lightest, and descent goes on. Once certified, it descends to the end.
 *
 * Steps stop at the kinks that they would cross: F is smooth along every face of the arrangement, so that descent converges to minima on kinks, too.
 *
 * @cost a subgradient and a value a step; a check costs what the enumeration does
 */
export function insertionDescent(options: InsertionOptions): Dynamics<InsertionState> {
  const { engine, step, size, tolerance, insert } = options;
  for (const [name, value] of Object.entries({ step, size, tolerance })) {
    if (!(value > 0 && Number.isFinite(value))) throw misuse("insertionDescent", `${name} must be a positive number`, value);
  }

  const move = (problem: LiangProblem, state: InsertionState): InsertionState => {
    const { slope, norm } = leastSubgradient(engine, problem, state.theta);
    const iteration = state.iteration + 1;
    const next = { ...state, iteration, time: step * iteration, waited: state.waited + 1 };
    const { lambda } = problem;
    if (insert && state.certified === never && (norm <= still * tolerance * lambda || state.waited >= patience)) {
      const found = certificateOf(engine, problem, state.theta);
      const looked = { ...next, checks: state.checks + 1, visited: state.visited + found.visited, waited: 0 };
      if (found.value > lambda * (1 + tolerance)) {
        return { ...looked, theta: withNeuron(problem, state.theta, found.at, found.sign, size), insertions: state.insertions + 1 };
      }
      return { ...looked, theta: stepToKinks(problem, state.theta, slope, step), certified: state.iteration };
    }
    return { ...next, theta: stepToKinks(problem, state.theta, slope, step) };
  };

  return {
    name: insert ? "certified descent with neuron insertion" : "descent along the least subgradient",
    reference: paper,
    init: (problem) => ({
      iteration: 0,
      time: 0,
      theta: problem.start.slice(),
      insertions: 0,
      checks: 0,
      visited: 0,
      waited: 0,
      certified: never,
    }),
    step: (problem, state) => move(problem as LiangProblem, state),
    advance(problem: Problem, from, steps, stop) {
      let state = from;
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state, end: "steps", rise };
      let last = Number.NaN;
      for (let taken = 0; ; taken++) {
        const value = problem.objective.value(state.theta);
        if (!Number.isFinite(value)) return { state, end: "not finite", rise: Number.POSITIVE_INFINITY };
        if (taken > 0) rise = Math.max(rise, value - last);
        if (taken === steps) return { state, end: "steps", rise };
        if (value <= stop.value) return { state, end: "reached", rise };
        state = move(problem as LiangProblem, state);
        last = value;
      }
    },
    save: ({ theta, iteration, insertions, checks, visited, waited, certified }) => ({
      iteration,
      tensors: { theta: theta.slice() },
      numbers: { insertions, checks, visited, waited, certified },
    }),
    restore({ iteration, tensors, numbers }) {
      const { theta } = tensors;
      if (theta === undefined) throw misuse("restore", "the checkpoint must hold the tensor theta", Object.keys(tensors).join(", "));
      const of = (name: string): number => numbers[name] ?? 0;
      return {
        iteration,
        time: step * iteration,
        theta: theta.slice(),
        insertions: of("insertions"),
        checks: of("checks"),
        visited: of("visited"),
        waited: of("waited"),
        certified: numbers["certified"] ?? never,
      };
    },
  };
}

/** θ with a neuron (sign · e, e u) in the place of the lightest. */
export function withNeuron({ network }: LiangProblem, theta: Float64Array, u: Float64Array, sign: number, size: number): Float64Array {
  const { students: m, inputs: q } = network;
  const out = theta.slice();
  let place = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < m; j++) {
    let square = 0;
    for (let k = j * q; k < (j + 1) * q; k++) square += (theta[k] as number) * (theta[k] as number);
    const mass = Math.abs(theta[m * q + j] as number) * Math.sqrt(square);
    if (mass < least) [least, place] = [mass, j];
  }
  for (let k = 0; k < q; k++) out[place * q + k] = size * (u[k] as number);
  out[m * q + place] = sign * size;
  return out;
}
