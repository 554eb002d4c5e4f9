import { denseHessian, type Moment, type Observable, type PolishedState, phases } from "@overparam/core";
import { badLoss, type SafranProblem } from "../problem.ts";
import { bendOf, leastEigenvalue, splitNeuron } from "./curvature.ts";
import { gradientOf, partOf } from "./by-restart.ts";
import { largestNeuron } from "../setup.ts";

type Of = Moment<SafranProblem>;

/** 2π times the largest gradient of a neuron at a stationary point; a start left for its loss alone is none. */
const stationary = 1e-8;
/** Largest network whose whole spectrum is recorded. */
const largestSpectrum = 600;

/** Has the run ended here? What costs an eigenvalue problem a start is measured once. */
function over({ problem, state }: Of): boolean {
  return state.iteration >= problem.last || (state as PolishedState).phase.every((phase) => phase === phases.settled);
}

/** At the end of a run, a value of each settled start that `wanted` takes; NaN of the others. */
function atEnd(moment: Of, wanted: (loss: number, b: number) => boolean, value: (w: Float64Array) => number): Float64Array | undefined {
  const { parts } = moment.problem.objective;
  if (!over(moment) || parts === undefined) return undefined;
  const { phase } = moment.state as PolishedState;
  return Float64Array.from({ length: moment.problem.restarts }, (_, b) => {
    if (phase[b] !== phases.settled) return Number.NaN;
    const w = partOf(moment, b);
    return wanted(parts.each.value(w), b) ? value(w) : Number.NaN;
  });
}

/** λ_min(∇²L) of every settled start that is stationary, measured where the run ends. */
export const curvature: Observable<SafranProblem> = {
  id: "curvature",
  symbol: "\\lambda_{\\min}(\\nabla^2L_b)",
  unit: "",
  axes: ["start"],
  says: "smallest eigenvalue of the Hessian of each stationary start, at the end",
  measure: (moment) => {
    const { parts } = moment.problem.objective;
    return atEnd(
      moment,
      (_loss, b) => largestNeuron(gradientOf(moment, b), moment.problem.network.inputs) <= stationary,
      (w) => (parts === undefined ? Number.NaN : leastEigenvalue(moment.engine, denseHessian(parts.each, w), w.length)),
    );
  },
};

/**
 * How far a start at the floor of the loss is from the structure of a global minimum: every w_j = α_j e_i for one teacher, α_j ≥ 0, the α of each teacher adding up to 1.
 * The largest of ‖w_j − α_j e_i‖ and |Σα − 1|, measured where the run ends.
 */
export const structure: Observable<SafranProblem> = {
  id: "structure",
  symbol: "\\Delta_b",
  unit: "",
  axes: ["start"],
  says: "distance of each start from the structure of a global minimum, at the end",
  measure: (moment) => {
    const { students: n, inputs: k } = moment.problem.network;
    return atEnd(
      moment,
      () => true,
      (w) => {
        const shares = new Float64Array(k);
        let worst = 0;
        for (let j = 0; j < n; j++) {
          let at = 0;
          for (let i = 1; i < k; i++) if ((w[j * k + i] as number) > (w[j * k + at] as number)) at = i;
          const alpha = Math.max(0, w[j * k + at] as number);
          shares[at] = (shares[at] as number) + alpha;
          let square = 0;
          for (let i = 0; i < k; i++) {
            const rest = (w[j * k + i] as number) - (i === at ? alpha : 0);
            square += rest * rest;
          }
          worst = Math.max(worst, Math.sqrt(square));
        }
        for (const share of shares) worst = Math.max(worst, Math.abs(share - 1));
        return worst;
      },
    );
  },
};

/** min_i λ_min(∇²_ii L) − ½ at every bad start: below 0, splitting that neuron makes a saddle. */
export const bend: Observable<SafranProblem> = {
  id: "bend",
  symbol: "\\min_i\\lambda_{\\min}(\\nabla^2_{ii}L)-\\tfrac12",
  unit: "",
  axes: ["start"],
  says: "least eigenvalue of a neuron's own block of the Hessian less that of its quadratic term, at each bad start, at the end",
  measure: (moment) => {
    const { parts } = moment.problem.objective;
    const { inputs: k } = moment.problem.network;
    return atEnd(
      moment,
      (loss) => loss >= badLoss,
      (w) => (parts === undefined ? Number.NaN : bendOf(moment.engine, denseHessian(parts.each, w), w.length, k).bend),
    );
  },
};

/** λ_min of the Hessian after the neuron of the least bend is split into two halves, at every bad start. */
export const splitCurvature: Observable<SafranProblem> = {
  id: "splitCurvature",
  symbol: "\\lambda_{\\min}(\\nabla^2L^{\\mathrm{split}})",
  unit: "",
  axes: ["start"],
  says: "smallest eigenvalue of the Hessian after one neuron of a bad start is split in two, at the end",
  measure: (moment) => {
    const { parts } = moment.problem.objective;
    return atEnd(
      moment,
      (loss) => loss >= badLoss,
      (w) => {
        if (parts === undefined) return Number.NaN;
        const { network, teacher } = moment.problem;
        const { neuron } = bendOf(moment.engine, denseHessian(parts.each, w), w.length, network.inputs);
        return splitNeuron(moment.engine, network, teacher, w, neuron);
      },
    );
  },
};

/** All eigenvalues of the Hessian, largest first, of a run with one start; measured where it ends. */
export const spectrum: Observable<SafranProblem> = {
  id: "spectrum",
  symbol: "\\lambda(\\nabla^2L)",
  unit: "",
  axes: ["eigenvalue"],
  says: "eigenvalues of the Hessian, largest first, at the end of a run with one start",
  measure: (moment) => {
    const { parts } = moment.problem.objective;
    const size = moment.state.theta.length;
    if (moment.problem.restarts > 1 || size > largestSpectrum || parts === undefined || !over(moment)) return undefined;
    const values = new Float64Array(size);
    moment.engine.linear.eigenSymmetric(denseHessian(parts.each, moment.state.theta), size, values);
    return values.reverse();
  },
};
