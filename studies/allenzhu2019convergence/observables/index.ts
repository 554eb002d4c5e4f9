import {
  empiricalKernel,
  gradientNormObservable,
  kernelDrift,
  lossFloorObservable,
  lossObservable,
  type Observable,
  riseObservable,
} from "@overparam/core";
import type { AllenZhuProblem } from "../problem.ts";

/** ‖W − W(0)‖_F over the trained matrices. */
const movement: Observable<AllenZhuProblem> = {
  id: "movement",
  symbol: "\\|W-W^{(0)}\\|_F",
  unit: "",
  axes: [],
  says: "distance of the trained matrices from their start",
  measure({ problem, state }) {
    let square = 0;
    for (let k = 0; k < state.theta.length; k++) {
      const moved = (state.theta[k] as number) - (problem.start[k] as number);
      square += moved * moved;
    }
    return Math.sqrt(square);
  },
};

/** Share of samples whose largest output is that of their class. */
const accuracy: Observable<AllenZhuProblem> = {
  id: "accuracy",
  symbol: "\\mathrm{acc}",
  unit: "",
  axes: [],
  says: "share of samples whose largest output is that of their class",
  measure({ problem, state }) {
    const { classes, outputs, samples } = problem.data;
    if (classes === undefined || problem.objective !== problem.deep) return undefined;
    const f = new Float64Array(samples * outputs);
    problem.deep.problem.forward(state.theta, f);
    let right = 0;
    classes.forEach((index, i) => {
      const own = f[i * outputs + index] as number;
      const others = f.subarray(i * outputs, (i + 1) * outputs).filter((_, k) => k !== index);
      // A tie is no decision.
      if (others.every((value) => value < own)) right += 1;
    });
    return right / samples;
  },
};

/** ‖∂F/∂f‖, the gradient in the space of outputs. */
const outputSlope: Observable<AllenZhuProblem> = {
  id: "outputSlope",
  symbol: "\\|\\nabla_f F\\|",
  unit: "",
  axes: [],
  says: "norm of the gradient of the loss by the outputs",
  measure({ problem, state }) {
    if (problem.objective !== problem.deep) return undefined;
    const f = new Float64Array(problem.data.samples * problem.data.outputs);
    problem.deep.problem.forward(state.theta, f);
    const slopes = f.slice();
    problem.deep.outputSlopes(f, slopes);
    return Math.sqrt(slopes.reduce((sum, value) => sum + value * value, 0));
  },
};

/** ‖K_t − K_0‖_F/‖K_0‖_F of the mean tangent kernel, where the config asks for it. */
const drift: Observable<AllenZhuProblem> = {
  id: "kernelDrift",
  symbol: "\\|K_t-K_0\\|_F/\\|K_0\\|_F",
  unit: "",
  axes: [],
  says: "relative distance of the tangent kernel from that of the start",
  measure({ problem, state, engine }) {
    if (problem.startKernel.length === 0) return undefined;
    const kernel = empiricalKernel(engine, problem.network, state.theta, problem.data.x, { trained: problem.trained });
    return kernelDrift(kernel, problem.startKernel).distance;
  },
};

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  lossFloorObservable,
  gradientNormObservable,
  riseObservable,
  movement as Observable,
  accuracy as Observable,
  outputSlope as Observable,
  drift as Observable,
];
