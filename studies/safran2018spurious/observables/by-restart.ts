import { type Moment, norm, type Observable, type PolishedState } from "@overparam/core";
import type { SafranProblem } from "../problem.ts";
import { largestNeuron } from "../setup.ts";

type Of = Moment<SafranProblem>;

/** θ of start b, [n,k], without a copy. */
export function partOf({ problem: { network }, state: { theta } }: Pick<Of, "problem" | "state">, b: number): Float64Array {
  const size = network.students * network.inputs;
  return theta.subarray(b * size, (b + 1) * size);
}

/** ∇L of start b, [n,k], without a copy. */
export function gradientOf({ problem: { network }, gradient }: Of, b: number): Float64Array {
  const size = network.students * network.inputs;
  return gradient.subarray(b * size, (b + 1) * size);
}

function each(moment: Of, value: (b: number) => number): Float64Array {
  return Float64Array.from({ length: moment.problem.restarts }, (_, b) => value(b));
}

/** The objective of every start. */
export const losses: Observable<SafranProblem> = {
  id: "losses",
  symbol: "L_b",
  unit: "",
  axes: ["start"],
  says: "loss of each start",
  measure: (moment) => {
    const { parts } = moment.problem.objective;
    return each(moment, (b) => parts?.each.value(partOf(moment, b)) ?? Number.NaN);
  },
};

/** max_i ‖2π ∇_i L‖ of every start: what the 2018 protocol compares with 1e-9. */
export const gradientSizes: Observable<SafranProblem> = {
  id: "gradientSizes",
  symbol: "2\\pi\\max_i\\|\\nabla_iL_b\\|",
  unit: "",
  axes: ["start"],
  says: "largest norm, over neurons, of 2π times the gradient of each start",
  measure: (moment) => each(moment, (b) => largestNeuron(gradientOf(moment, b), moment.problem.network.inputs)),
};

/** 0 descending, 1 polishing, 2 settled. */
export const phasesOf: Observable<SafranProblem> = {
  id: "phases",
  symbol: "\\varphi_b",
  unit: "",
  axes: ["start"],
  says: "phase of each start: 0 descending, 1 polishing, 2 settled",
  measure: ({ state }) => (state as PolishedState).phase.slice(),
};

/** Σ_i ‖w_i‖ of every start. */
export const studentNorms: Observable<SafranProblem> = {
  id: "studentNorms",
  symbol: "\\sum_i\\|w_i\\|",
  unit: "",
  axes: ["start"],
  says: "sum of the students' norms of each start",
  measure: (moment) => {
    const { students: n, inputs: k } = moment.problem.network;
    return each(moment, (b) => {
      const w = partOf(moment, b);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += norm(w.subarray(i * k, (i + 1) * k));
      return sum;
    });
  },
};

/** W of the first start, where it can be drawn (k ≤ 3), [n,k] row-major. */
export const positions: Observable<SafranProblem> = {
  id: "positions",
  symbol: "W",
  unit: "",
  axes: ["student × input"],
  says: "weights of the first start's students, in two or three dimensions",
  measure: (moment) => (moment.problem.network.inputs <= 3 ? partOf(moment, 0).slice() : undefined),
};
