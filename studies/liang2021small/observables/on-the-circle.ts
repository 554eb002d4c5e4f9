import type { Observable } from "@overparam/core";
import { coefficients, type LiangProblem } from "../problem.ts";

const pi = 3.141592653589793;
/** Directions of the grid. */
export const circleCount = 360;

/** g/λ every degree around the circle, then the neurons' (a_j, w_j) [m,3]; where a neuron has two inputs. */
export const sphereFace: Observable<LiangProblem> = {
  id: "aroundTheCircle",
  symbol: "g(u)/\\lambda",
  unit: "",
  axes: ["direction, then neuron × (a, w)"],
  says: "g over λ around the circle and the neurons, for two inputs",
  measure({ problem, state, engine }) {
    const { network, train, lambda } = problem;
    const { students: m, inputs: q } = network;
    if (q !== 2) return undefined;
    const c = coefficients(engine, problem, state.theta);
    const out = new Float64Array(circleCount + 3 * m);
    for (let i = 0; i < circleCount; i++) {
      const [x, y] = [engine.math.cos((2 * pi * i) / circleCount), engine.math.sin((2 * pi * i) / circleCount)];
      let sum = 0;
      for (let r = 0; r < c.length; r++) {
        const z = (train.rows[2 * r] as number) * x + (train.rows[2 * r + 1] as number) * y;
        if (z > 0) sum += (c[r] as number) * z;
      }
      out[i] = sum / lambda;
    }
    for (let j = 0; j < m; j++) {
      out[circleCount + 3 * j] = state.theta[2 * m + j] as number;
      out[circleCount + 3 * j + 1] = state.theta[2 * j] as number;
      out[circleCount + 3 * j + 2] = state.theta[2 * j + 1] as number;
    }
    return out;
  },
};
