import { type Engine, misuse } from "@overparam/kernels";
import type { Objective } from "../objective/objective.ts";
import { norm } from "../observe/norm.ts";
import type { Reference } from "../study/reference.ts";
import type { Dynamics, State } from "./dynamics.ts";
import { savedTheta } from "./gradient-descent.ts";
import { newtonStep } from "./newton-step.ts";
import type { Problem } from "./problem.ts";

/** Nocedal, Wright 2006. */
const nocedal2006: Reference = {
  key: "nocedal2006numerical",
  title: "Numerical Optimization",
  authors: ["Jorge Nocedal", "Stephen J. Wright"],
  year: 2006,
  venue: "Springer, second edition",
  kind: "book",
};

/** What a part of Θ is doing. */
export const phases = { descending: 0, polishing: 1, settled: 2 } as const;

/** Where the parts are. */
export interface PolishedState extends State {
  /** One of {@link phases} for every part. */
  readonly phase: Float64Array;
  /** ‖∇ℓ‖ before the last Newton step of every part; −1 where there was none. */
  readonly before: Float64Array;
}

/** How a polished descent goes. */
export interface PolishedDescentOptions {
  readonly engine: Engine;
  /** η > 0. */
  readonly step: number;
  /** Size of the gradient at or below which a part goes over to Newton's method; 0 never. */
  readonly descendTo: number;
  /** ‖∇ℓ‖ at or below which a part is settled; a part also settles where a Newton step no longer makes it smaller. */
  readonly polishTo: number;
  /** Loss of a part at or below which it settles without polishing; −∞ (the default) never. */
  readonly enough?: number;
  /** Size of a part's gradient, compared with `descendTo`; the Euclidean norm by default. */
  readonly size?: (gradient: Float64Array) => number;
}

/** Gradients are looked at every so many steps: a look costs as much as the update itself where networks are small. */
const every = 32;

/**
 * Gradient descent until the gradient is small, then Newton's method to the floor of the arithmetic, for every part of the objective by itself.
 *
 * θ_b ← θ_b − η ∇ℓ(θ_b) until size(∇ℓ) ≤ descendTo (looked at every 32 iterations), then θ_b ← θ_b − H⁺ ∇ℓ(θ_b) until ‖∇ℓ‖ ≤ polishTo or it no longer falls.
 * An objective without parts is one part. A settled part stays where it is; when all have, the run is over.
 *
 * @cost one gradient a step and part under way, and one more a call; a Newton step costs a dense Hessian and its factor
 * @throws Misuse for a step that is not positive, or negative tolerances
 * @source Nocedal, Wright 2006, chapter 3
 */
export function polishedDescent(options: PolishedDescentOptions): Dynamics<PolishedState> {
  const { engine, step, descendTo, polishTo, enough = Number.NEGATIVE_INFINITY, size = norm } = options;
  if (!(step > 0 && Number.isFinite(step))) throw misuse("polishedDescent", "step must be a positive number", step);
  for (const [name, value] of Object.entries({ descendTo, polishTo })) {
    if (!(value >= 0)) throw misuse("polishedDescent", `${name} must be a number of at least 0`, value);
  }
  const at = (iteration: number, theta: Float64Array, phase: Float64Array, before: Float64Array): PolishedState => ({
    iteration,
    time: step * iteration,
    theta,
    phase,
    before,
  });
  const done = (phase: Float64Array): boolean => phase.every((entry) => entry === phases.settled);

  /** Values and gradients of the parts that move, at the present Θ. */
  interface Scene {
    readonly parts: readonly Part[];
    readonly gradient: Float64Array;
    readonly values: Float64Array;
  }
  interface Part {
    readonly each: Objective;
    readonly theta: Float64Array;
    readonly gradient: Float64Array;
  }
  const sceneOf = ({ objective }: Problem, theta: Float64Array): Scene => {
    const { count, each } = objective.parts ?? { count: 1, each: objective };
    const p = theta.length / count;
    const gradient = new Float64Array(theta.length);
    const parts = Array.from({ length: count }, (_, b) => ({
      each,
      theta: theta.subarray(b * p, (b + 1) * p),
      gradient: gradient.subarray(b * p, (b + 1) * p),
    }));
    return { parts, gradient, values: new Float64Array(count).fill(Number.NaN) };
  };
  /** Fills gradients and values; those of a settled part are known. Returns the sum of the values. */
  const look = ({ parts, values }: Scene, phase: Float64Array): number => {
    let total = 0;
    for (let b = 0; b < parts.length; b++) {
      const part = parts[b] as Part;
      if (phase[b] !== phases.settled || Number.isNaN(values[b] as number)) values[b] = part.each.gradient(part.theta, part.gradient);
      total += values[b] as number;
    }
    return total;
  };
  /** One step of one part, in place. */
  const move = (part: Part, b: number, value: number, iteration: number, phase: Float64Array, before: Float64Array): void => {
    const { theta, gradient } = part;
    if (phase[b] === phases.descending) {
      const looked = iteration % every === 0;
      if (looked && value <= enough) phase[b] = phases.settled;
      else if (looked && size(gradient) <= descendTo) phase[b] = phases.polishing;
      else {
        for (let i = 0; i < theta.length; i++) theta[i] = (theta[i] as number) - step * (gradient[i] as number);
        return;
      }
    }
    if (phase[b] !== phases.polishing) return;
    const length = norm(gradient);
    const last = before[b] as number;
    // A gradient that is no number settles, too: no step leads on from there.
    if (length <= polishTo || (last >= 0 && !(length < last))) {
      phase[b] = phases.settled;
      return;
    }
    theta.set(newtonStep(engine, part.each, theta, gradient).theta);
    before[b] = length;
  };
  const moveAll = ({ parts, values }: Scene, iteration: number, phase: Float64Array, before: Float64Array): void => {
    for (let b = 0; b < parts.length; b++) {
      if (phase[b] !== phases.settled) move(parts[b] as Part, b, values[b] as number, iteration, phase, before);
    }
  };

  return {
    name: "gradient descent, then Newton's method",
    reference: nocedal2006,
    init: (problem) => {
      const count = problem.objective.parts?.count ?? 1;
      return at(0, problem.start.slice(), new Float64Array(count), new Float64Array(count).fill(-1));
    },
    step(problem, state) {
      if (done(state.phase)) return state;
      const next = at(state.iteration + 1, state.theta.slice(), state.phase.slice(), state.before.slice());
      const scene = sceneOf(problem, next.theta);
      look(scene, next.phase);
      moveAll(scene, state.iteration, next.phase, next.before);
      return next;
    },
    advance(problem, from, steps, stop) {
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state: from, end: "steps", rise };
      const theta = from.theta.slice();
      const phase = from.phase.slice();
      const before = from.before.slice();
      const scene = sceneOf(problem, theta);
      let iteration = from.iteration;
      let value = look(scene, phase);
      const end = (word: "steps" | "reached" | "not finite" | "settled") => ({
        state: at(iteration, theta, phase, before),
        end: word,
        rise,
      });
      while (true) {
        if (!Number.isFinite(value)) {
          rise = Number.POSITIVE_INFINITY;
          return end("not finite");
        }
        if (iteration - from.iteration === steps) return end("steps");
        if (value <= stop.value) return end("reached");
        if (done(phase)) return end("settled");
        moveAll(scene, iteration, phase, before);
        iteration += 1;
        const after = look(scene, phase);
        rise = Math.max(rise, after - value);
        value = after;
      }
    },
    save: ({ iteration, theta, phase, before }) => ({
      iteration,
      tensors: { theta: theta.slice(), phase: phase.slice(), before: before.slice() },
      numbers: {},
    }),
    restore(checkpoint) {
      const { phase, before } = checkpoint.tensors;
      if (phase === undefined || before === undefined) throw misuse("restore", "the checkpoint must hold the tensors phase and before");
      return at(checkpoint.iteration, savedTheta(checkpoint).slice(), phase.slice(), before.slice());
    },
  };
}
