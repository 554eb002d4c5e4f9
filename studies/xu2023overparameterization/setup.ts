import {
  type Context,
  gradientDescent,
  logSpaced,
  populationObjective,
  type Setup,
  type TeacherStudent,
  type TwoLayer,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { startOf } from "./start/start.ts";

/** Sets up a run of the paper: one ReLU teacher v = ‖v‖ e_1, n ReLU students with output weight 1, gradient descent on the population loss. */
export function setup(config: Config, context: Context): Setup<TeacherStudent> {
  const { students: n, dimension: d, teacherNorm, step, steps } = config;
  const directions = new Float64Array(d);
  directions[0] = teacherNorm;
  const network: TwoLayer = { activation: "relu", parameterization: "plain", students: n, inputs: d };
  const teacher = { directions, weights: Float64Array.of(1) };
  const start = startOf(config, context);
  const objective = populationObjective(context.engine, network, teacher);
  return {
    problem: { objective, start, network, teacher },
    dynamics: gradientDescent({ step }),
    schedule: logSpaced({ last: steps, perDecade: config.recordsPerDecade }),
    stopAt: config.lossFloor * teacherNorm * teacherNorm,
    facts: {
      n,
      d,
      teacherNorm,
      eta: step,
      startLoss: objective.value(start),
      startNorm: Math.sqrt(start.reduce((sum, w) => sum + w * w, 0)),
    },
  };
}
