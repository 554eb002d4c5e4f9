import { misuse } from "@overparam/kernels";
import type { Objective } from "../objective/objective.ts";
import { norm } from "../observe/norm.ts";
import type { Reference } from "../study/reference.ts";
import type { Domain } from "./domain.ts";
import type { Dynamics, State } from "./dynamics.ts";
import { savedTheta } from "./gradient-descent.ts";
import type { Problem } from "./problem.ts";

/** Goldstein 1964, projected gradients. */
const goldstein1964: Reference = {
  key: "goldstein1964convex",
  title: "Convex programming in Hilbert space",
  authors: ["Allen A. Goldstein"],
  year: 1964,
  venue: "Bulletin of the American Mathematical Society",
  pages: "709-710",
  doi: "10.1090/S0002-9904-1964-11178-2",
  kind: "article",
};

/** Where an ascent is. */
export interface AscentState extends State {
  /** Steps that every part took; a settled part takes none. */
  readonly taken: Float64Array;
  /** 1 for a settled part, 0 for one that still moves. */
  readonly settled: Float64Array;
}

/** How an ascent goes. */
export interface AscentOptions {
  readonly domain: Domain;
  /** η > 0. */
  readonly step: number;
  /** A part settles where the free part of its gradient is at most this times the gradient's norm; 0 (the default) only where nothing is left. */
  readonly tolerance?: number;
}

/**
 * Projected gradient ascent with a fixed step, for every part of the objective by itself: θ_b ← P(θ_b + η ∇ℓ(θ_b)).
 *
 * The value is followed, not minimised: a run has to be stopped by its parts settling or by its steps. An objective without parts is one part. Time is η · iteration.
 *
 * @cost one gradient a step and part under way, and one more a call
 * @throws Misuse for a step that is not a positive number or a negative tolerance
 * @source Goldstein 1964; on the sphere as in Deng, He, Huang, Su 2020
 */
export function projectedAscent({ domain, step, tolerance = 0 }: AscentOptions): Dynamics<AscentState> {
  if (!(step > 0 && Number.isFinite(step))) throw misuse("projectedAscent", "step must be a positive number", step);
  if (!(tolerance >= 0)) throw misuse("projectedAscent", "tolerance must be a number of at least 0", tolerance);
  const at = (iteration: number, theta: Float64Array, taken: Float64Array, settled: Float64Array): AscentState => ({
    iteration,
    time: step * iteration,
    theta,
    taken,
    settled,
  });
  const sceneOf = ({ objective }: Problem, theta: Float64Array): Scene => {
    const { count, each } = objective.parts ?? { count: 1, each: objective };
    const size = theta.length / count;
    const gradient = new Float64Array(theta.length);
    return {
      each,
      places: Array.from({ length: count }, (_, b) => theta.subarray(b * size, (b + 1) * size)),
      slopes: Array.from({ length: count }, (_, b) => gradient.subarray(b * size, (b + 1) * size)),
      values: new Float64Array(count).fill(Number.NaN),
    };
  };
  /** Values and gradients of the parts that move; those of a settled part are known. Returns the sum of the values. */
  const look = ({ each, places, slopes, values }: Scene, settled: Float64Array): number => {
    let total = 0;
    for (let b = 0; b < places.length; b++) {
      if (settled[b] === 0 || Number.isNaN(values[b] as number)) {
        values[b] = each.gradient(places[b] as Float64Array, slopes[b] as Float64Array);
      }
      total += values[b] as number;
    }
    return total;
  };
  const move = ({ places, slopes }: Scene, taken: Float64Array, settled: Float64Array): void => {
    for (let b = 0; b < places.length; b++) {
      if (settled[b] === 1) continue;
      const place = places[b] as Float64Array;
      const slope = slopes[b] as Float64Array;
      if (domain.free(place, slope) <= tolerance * norm(slope)) {
        settled[b] = 1;
        continue;
      }
      for (let k = 0; k < place.length; k++) place[k] = (place[k] as number) + step * (slope[k] as number);
      domain.project(place);
      taken[b] = (taken[b] as number) + 1;
    }
  };
  const done = (settled: Float64Array): boolean => settled.every((entry) => entry === 1);

  return {
    name: `projected gradient ascent on ${domain.name}`,
    reference: goldstein1964,
    init(problem) {
      const theta = problem.start.slice();
      const { places } = sceneOf(problem, theta);
      for (const place of places) domain.project(place);
      return at(0, theta, new Float64Array(places.length), new Float64Array(places.length));
    },
    step(problem, state) {
      if (done(state.settled)) return state;
      const next = at(state.iteration + 1, state.theta.slice(), state.taken.slice(), state.settled.slice());
      const scene = sceneOf(problem, next.theta);
      look(scene, next.settled);
      move(scene, next.taken, next.settled);
      return next;
    },
    advance(problem, from, steps, stop) {
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state: from, end: "steps", rise };
      const theta = from.theta.slice();
      const taken = from.taken.slice();
      const settled = from.settled.slice();
      const scene = sceneOf(problem, theta);
      let iteration = from.iteration;
      let value = look(scene, settled);
      const end = (word: "steps" | "reached" | "not finite" | "settled") => ({
        state: at(iteration, theta, taken, settled),
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
        if (done(settled)) return end("settled");
        move(scene, taken, settled);
        iteration += 1;
        const after = look(scene, settled);
        rise = Math.max(rise, after - value);
        value = after;
      }
    },
    save: ({ iteration, theta, taken, settled }) => ({
      iteration,
      tensors: { theta: theta.slice(), taken: taken.slice(), settled: settled.slice() },
      numbers: {},
    }),
    restore(checkpoint) {
      const { taken, settled } = checkpoint.tensors;
      if (taken === undefined || settled === undefined) throw misuse("restore", "the checkpoint must hold the tensors taken and settled");
      return at(checkpoint.iteration, savedTheta(checkpoint).slice(), taken.slice(), settled.slice());
    },
  };
}

/** Places, gradients and values of the parts at the present θ. */
interface Scene {
  readonly each: Objective;
  readonly places: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  readonly values: Float64Array;
}
