import type { AscentState, Moment, Observable } from "@overparam/core";
import { type AscentProblem, ascentOf } from "../problem.ts";

/** What the network is at one start. */
interface Here {
  readonly delta: Float64Array;
  /** f(x + δ). */
  readonly f: number;
  /** ‖∇f(x + δ)‖. */
  readonly steepness: number;
}

/** The starts of a moment are evaluated once for all observables. */
const evaluated = new WeakMap<Moment, readonly Here[]>();

function startsAt(moment: Moment, own: AscentProblem): readonly Here[] {
  const known = evaluated.get(moment);
  if (known !== undefined) return known;
  const { theta } = moment.state;
  const d = own.x.length;
  const u = new Float64Array(d);
  const slope = new Float64Array(d);
  const made = Array.from({ length: theta.length / d }, (_, s): Here => {
    const delta = theta.subarray(s * d, (s + 1) * d);
    for (let k = 0; k < d; k++) u[k] = (own.x[k] as number) + (delta[k] as number);
    const f = own.network.gradient(u, slope);
    return { delta, f, steepness: Math.sqrt(dot(slope, slope)) };
  });
  evaluated.set(moment, made);
  return made;
}

/** A number of every start. */
function perStart(id: string, symbol: string, says: string, of: (problem: AscentProblem, here: Here) => number): Observable {
  return {
    id,
    symbol,
    unit: "",
    axes: ["start"],
    says,
    measure(moment) {
      const own = ascentOf(moment.problem);
      return own === undefined ? undefined : Float64Array.from(startsAt(moment, own), (here) => of(own, here));
    },
  };
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += (x[k] as number) * (y[k] as number);
  return sum;
}

/** f(x + δ) − y. */
export const residuals = perStart("residuals", "f(x+\\delta)-y", "residual of every start", ({ y }, { f }) => f - y);

/** ‖∇f(x + δ)‖. */
export const slopes = perStart(
  "slopes",
  "\\|\\nabla f(x+\\delta)\\|",
  "size of the gradient at every start",
  (_own, { steepness }) => steepness,
);

/** Tangent of the angle between δ and the nearer of ±∇f(x), without loss of digits near 0; undefined at δ = 0. */
export const tangents = perStart(
  "tangents",
  "\\tan\\theta",
  "tangent of the angle to the line of the gradient at x",
  ({ slope }, { delta }) => {
    const along = dot(delta, slope);
    const square = dot(slope, slope);
    let across = 0;
    for (let k = 0; k < delta.length; k++) {
      const rest = (delta[k] as number) - (along / square) * (slope[k] as number);
      across += rest * rest;
    }
    return Math.sqrt((across * square) / (along * along));
  },
);

/** ‖δ‖/ε. */
export const radii = perStart(
  "radii",
  "\\|\\delta\\|/\\varepsilon",
  "length of the perturbation over the radius",
  ({ radius }, { delta }) => Math.sqrt(dot(delta, delta)) / radius,
);

/** Steps that every start took until it settled. */
export const taken: Observable = {
  id: "taken",
  symbol: "t_s",
  unit: "",
  axes: ["start"],
  says: "steps that every start took",
  measure: ({ problem, state }) => (ascentOf(problem) === undefined ? undefined : (state as AscentState).taken.slice()),
};

/** Part of the starts that have settled. */
export const settledShare: Observable = {
  id: "settledShare",
  symbol: "",
  unit: "",
  axes: [],
  says: "part of the starts that have settled",
  measure({ problem, state }) {
    if (ascentOf(problem) === undefined) return undefined;
    const { settled } = state as AscentState;
    return settled.reduce((sum, entry) => sum + entry, 0) / settled.length;
  },
};

/** δ of the first start, where it has at most 128 entries. */
export const place: Observable = {
  id: "place",
  symbol: "\\delta_0",
  unit: "",
  axes: ["input"],
  says: "perturbation of the first start",
  measure({ problem, state }) {
    const own = ascentOf(problem);
    return own === undefined || own.x.length > 128 ? undefined : state.theta.slice(0, own.x.length);
  },
};

/** Have all starts settled? */
export function allSettled({ state }: Moment): boolean {
  return (state as AscentState).settled.every((entry) => entry === 1);
}
