import { gradientNormObservable, kktResidual, lossFloorObservable, lossObservable, type Observable, riseObservable } from "@overparam/core";
import { spectrumOf } from "../jacobian.ts";
import type { ZhangProblem } from "../problem.ts";

type Own = Observable<ZhangProblem>;

/** ‖u − P(u − ∇_u L)‖ in the scaled variables. */
const kkt: Own = {
  id: "kktResidual",
  symbol: "\\|u-P(u-\\nabla_u L)\\|",
  unit: "",
  axes: [],
  says: "projected-gradient norm in the scaled variables, zero at KKT points",
  measure: ({ problem, state, gradient }) => kktResidual(problem.constraint, state.theta, gradient),
};

/** ‖∇_W L‖: what the local region's inequality speaks of. */
const hiddenGradient: Own = {
  id: "hiddenGradientNorm",
  symbol: "\\|\\nabla_W L\\|",
  unit: "",
  axes: [],
  says: "norm of the gradient in the hidden weights",
  measure({ problem, gradient }) {
    let square = 0;
    for (const entry of gradient.subarray(0, problem.network.students * problem.network.inputs)) square += entry * entry;
    return Math.sqrt(square);
  },
};

/** σ_k of J, k = min(n, md/2): the least that full rank at a mirrored start has. */
const leastSingular: Own = {
  id: "leastSingular",
  symbol: "\\sigma_{\\min(n,md/2)}(J)",
  unit: "",
  axes: [],
  says: "the min(n, md/2)-th singular value of the Jacobian in the hidden weights",
  measure({ problem, state, engine }) {
    if (state.iteration < problem.spectrumFrom) return undefined;
    const { network, samples } = problem;
    const { values } = spectrumOf(engine, { ...network, theta: state.theta, x: samples.x });
    return values[Math.min(samples.y.length, (network.students * network.inputs) / 2) - 1];
  },
};

/** max_j |v_j|. */
const largestWeight: Own = {
  id: "largestWeight",
  symbol: "\\max_j|v_j|",
  unit: "",
  axes: [],
  says: "largest output weight",
  measure: ({ problem, state }) =>
    state.theta.subarray(problem.network.students * problem.network.inputs).reduce((most, v) => Math.max(most, Math.abs(v)), 0),
};

/** ‖W − W(0)‖/(ε √m). */
const movement: Own = {
  id: "movement",
  symbol: "\\|W-W(0)\\|_F/(\\varepsilon\\sqrt m)",
  unit: "",
  axes: [],
  says: "total movement of the hidden weights, in units of the largest that the region allows",
  measure({ problem, state }) {
    const { network, start, radius } = problem;
    let square = 0;
    for (let k = 0; k < network.students * network.inputs; k++) {
      const moved = (state.theta[k] as number) - (start[k] as number);
      square += moved * moved;
    }
    return Math.sqrt(square / network.students) / radius;
  },
};

/** Share of the neurons at the edge of their ball. */
const atEdge: Own = {
  id: "atEdge",
  symbol: "",
  unit: "",
  axes: [],
  says: "share of the neurons at the edge of their ball",
  measure({ problem, state }) {
    const { network, start, radius } = problem;
    let count = 0;
    for (let j = 0; j < network.students; j++) {
      let square = 0;
      for (let k = j * network.inputs; k < (j + 1) * network.inputs; k++) {
        const moved = (state.theta[k] as number) - (start[k] as number);
        square += moved * moved;
      }
      if (Math.sqrt(square) >= radius * (1 - 1e-9)) count++;
    }
    return count / network.students;
  },
};

/** Everything the claims need, so that they are judged on records alone. */
export const observables = [
  lossObservable,
  lossFloorObservable,
  gradientNormObservable,
  riseObservable,
  kkt,
  hiddenGradient,
  leastSingular,
  largestWeight,
  movement,
  atEdge,
] as readonly Observable[];
