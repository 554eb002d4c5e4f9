import { misuse } from "@overparam/kernels";
import type { Objective } from "../objective/objective.ts";
import type { Reference } from "../study/reference.ts";
import type { Constraint } from "./constraint.ts";
import type { Dynamics, State } from "./dynamics.ts";
import { savedTheta } from "./gradient-descent.ts";

/** Beck, Teboulle 2009. */
const beck2009: Reference = {
  key: "beck2009fast",
  title: "A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems",
  authors: ["Amir Beck", "Marc Teboulle"],
  year: 2009,
  venue: "SIAM Journal on Imaging Sciences",
  pages: "183-202",
  doi: "10.1137/080716542",
  kind: "article",
};

/** Where a projected descent is: θ, the θ before, the momentum's count and the present step. */
export interface ProjectedState extends State {
  readonly before: Float64Array;
  /** t_k of Nesterov's sequence; 1 after a restart. */
  readonly momentum: number;
  /** η, in the scaled variables. */
  readonly eta: number;
}

/** How a projected descent moves. */
export interface ProjectedOptions {
  readonly constraint: Constraint;
  /** First η, in the scaled variables; backtracking finds its size, so that only the first steps depend on it. 1 by default. */
  readonly step?: number;
  /** Nesterov's momentum with restarts, true by default. */
  readonly accelerated?: boolean;
}

const shrink = 0.5;
const grow = 1.1;
/** Halvings in one step before it is left as it is: η then is below 1e−18 of what it was. */
const halvings = 60;
/** A promised decrease below this part of the value is not told from rounding, so it is taken at its word. */
const resolution = 1e-10;

/**
 * Projected gradient descent with backtracking and Nesterov's momentum, restarted whenever the value would rise: y = θ + β (θ − θ_before),
 * θ ← P(y − η S² ∇L(y)), S the scales of the constraint.
 *
 * η is halved until L(θ⁺) ≤ L(y) + ⟨∇L(y), θ⁺ − y⟩ + ‖θ⁺ − y‖²/(2η) in the scaled metric, and grows by a tenth after every step. A step whose value would
 * rise is taken again without momentum; if it still rises θ stays. The value therefore never rises. Time is the sum of the steps η.
 *
 * @cost one gradient and one value a step at least; another of both at a restart, a value for every halving
 * @throws Misuse for a step that is not a positive number
 * @source Beck, Teboulle 2009; restarts as in O'Donoghue, Candès 2015
 */
export function projectedDescent({ constraint, step: first = 1, accelerated = true }: ProjectedOptions): Dynamics<ProjectedState> {
  if (!(first > 0 && Number.isFinite(first))) throw misuse("projectedDescent", "step must be a positive number", first, "leave it out");
  const { scale, project } = constraint;

  /** One projected step from y; undefined where no η makes the bound true. */
  const stepFrom = (objective: Objective, y: Float64Array, slope: Float64Array, value: number, from: number): Trial | undefined => {
    let eta = from;
    const theta = new Float64Array(y.length);
    for (let tries = 0; tries <= halvings; tries++) {
      for (let k = 0; k < y.length; k++) {
        const s = scale[k] as number;
        theta[k] = (y[k] as number) - eta * (s * s) * (slope[k] as number);
      }
      project(theta);
      let linear = 0;
      let square = 0;
      for (let k = 0; k < y.length; k++) {
        const moved = (theta[k] as number) - (y[k] as number);
        const scaled = moved / (scale[k] as number);
        linear += (slope[k] as number) * moved;
        square += scaled * scaled;
      }
      const quadratic = square / (2 * eta);
      const after = objective.value(theta);
      if (after <= value + linear + quadratic || quadratic <= resolution * Math.abs(value)) return { theta, value: after, eta };
      eta *= shrink;
    }
    return undefined;
  };

  /** A step from a state whose value is known. */
  const move = ({ objective }: { readonly objective: Objective }, state: ProjectedState, value: number): Moved => {
    const { theta, before, momentum, eta } = state;
    const slope = new Float64Array(theta.length);
    const next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const beta = (momentum - 1) / next;
    const at = (trial: Trial, count: number): Moved => ({
      state: {
        iteration: state.iteration + 1,
        time: state.time + trial.eta,
        theta: trial.theta,
        before: theta,
        momentum: count,
        eta: trial.eta * grow,
      },
      value: trial.value,
    });
    let from = eta;
    if (accelerated && beta > 0) {
      const y = new Float64Array(theta.length);
      for (let k = 0; k < y.length; k++) y[k] = (theta[k] as number) + beta * ((theta[k] as number) - (before[k] as number));
      const ahead = objective.gradient(y, slope);
      const trial = Number.isFinite(ahead) ? stepFrom(objective, y, slope, ahead, eta) : undefined;
      if (trial !== undefined && trial.value <= value) return at(trial, next);
      if (trial !== undefined) from = trial.eta;
    }
    objective.gradient(theta, slope);
    const plain = stepFrom(objective, theta, slope, value, from);
    // Without momentum the next step has none of this one's either, so the count begins anew.
    if (plain !== undefined && plain.value <= value) return at(plain, accelerated ? (1 + Math.sqrt(5)) / 2 : 1);
    return at({ theta, value, eta: from * shrink }, 1);
  };

  return {
    name: accelerated ? "accelerated projected gradient descent" : "projected gradient descent",
    reference: beck2009,
    init(problem) {
      const theta = problem.start.slice();
      project(theta);
      return { iteration: 0, time: 0, theta, before: theta, momentum: 1, eta: first };
    },
    step: (problem, state) => move(problem, state, problem.objective.value(state.theta)).state,
    advance(problem, from, steps, stop) {
      let state = from;
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state, end: "steps", rise };
      let value = problem.objective.value(state.theta);
      for (let taken = 0; taken < steps; taken++) {
        if (!Number.isFinite(value)) return { state, end: "not finite", rise: Number.POSITIVE_INFINITY };
        if (value <= stop.value) return { state, end: "reached", rise };
        const moved = move(problem, state, value);
        rise = Math.max(rise, moved.value - value);
        ({ state, value } = moved);
      }
      return { state, end: "steps", rise };
    },
    save: ({ iteration, time, theta, before, momentum, eta }) => ({
      iteration,
      tensors: { theta: theta.slice(), before: before.slice() },
      numbers: { time, momentum, eta },
    }),
    restore(checkpoint) {
      const { time, momentum, eta } = checkpoint.numbers;
      const before = checkpoint.tensors["before"];
      if (time === undefined || momentum === undefined || eta === undefined || before === undefined) {
        throw misuse("restore", "the checkpoint must hold the tensor before and the numbers time, momentum and eta");
      }
      return { iteration: checkpoint.iteration, time, theta: savedTheta(checkpoint).slice(), before: before.slice(), momentum, eta };
    },
  };
}

/** A projected step that keeps its promise. */
interface Trial {
  readonly theta: Float64Array;
  readonly value: number;
  readonly eta: number;
}

interface Moved {
  readonly state: ProjectedState;
  readonly value: number;
}
