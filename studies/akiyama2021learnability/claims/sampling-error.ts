import {
  type Claim,
  type Context,
  fold,
  type Measured,
  type Network,
  normal,
  normDependentDescent,
  sampledObjective,
  teacherLabels,
} from "@overparam/core";
import { referenceMinimum } from "../certificate/reference-minimum.ts";
import type { Config } from "../config.ts";
import { drawTeacher } from "../teacher/draw.ts";

const lambda = 0.2;
const d = 3;
const teachers = 2;

/** Sizes over one decade, draws averaged into one run (single errors scatter by their own size), runs, and steps. */
const plan = {
  smoke: { sizes: [50, 80, 125, 200, 320, 500], draws: 4, runs: 8, steps: 60 },
  default: { sizes: [160, 200, 250, 320, 400, 500, 630, 800, 1000, 1260, 1600], draws: 16, runs: 32, steps: 100 },
  full: { sizes: [1600, 2000, 2500, 3200, 4000, 5000, 6300, 8000, 10_000, 12_600, 16_000], draws: 16, runs: 32, steps: 300 },
} as const satisfies Record<Config["scale"], object>;

/** The sampled minimiser is within O(n^−1/2) of the population's. */
export const samplingError: Claim<Config> = {
  id: "sampling-error",
  name: "Sampling error",
  says: "On samples the recovered neurons are off by an error that falls with the number of samples.",
  statement: String.raw`\|\hat\nu_n-\nu\|=O(n^{-1/2})`,
  quantity: "slope in log n of the log of the distance to the population's minimiser",
  grade: "existential",
  fidelity: "recalled",
  addition: "powers −1/2 and 0 are told apart at their middle; root mean squares over several draws; descent starts at the teachers",
  assumes: [],
  construct: (config, context) => errors(config, context),
  reduce: ({ constructed }) => ({
    kind: "curves",
    curves: [...new Set(constructed.map(({ run }) => run))].map((run) => {
      const own = constructed.filter((entry) => entry.run === run);
      return { run, x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) };
    }),
  }),
  predict: () => ({ form: "slope at most", exponent: -1 / 4, towards: "large x", constants: "fitted" }),
  counter: {
    why: "labels of teachers twice as large: what the samples tend to is not the minimiser that they are compared with",
    construct: (config, context) => errors(config, context, 2),
  },
};

/** Root mean square distance of descent on n samples to the population's minimiser . @param size of the labels, in units of the teachers' */
function errors(config: Config, { engine, key }: Context, size = 1): readonly Measured[] {
  const { sizes, draws, runs, steps } = plan[config.scale];
  return Array.from({ length: runs }, (_, run) => run).flatMap((run) => {
    const square = new Float64Array(sizes.length);
    for (let draw = 0; draw < draws; draw++) {
      const own = fold(fold(fold(key, "sampling error"), run), draw);
      const teacher = drawTeacher(engine.math, own, { dimension: d, teachers, directions: "orthonormal", separation: 0, signs: "equal" });
      const atoms = referenceMinimum(engine, teacher, d, lambda)?.atoms ?? new Float64Array(teachers * d).fill(Number.NaN);
      const network: Network = { activation: "relu", parameterization: "plain", students: teachers, inputs: d };
      sizes.forEach((n, at) => {
        const x = new Float64Array(n * d);
        normal(engine.math, fold(own, n), x);
        const objective = sampledObjective(
          engine,
          network,
          { x, y: teacherLabels("relu", teacher, x, d).map((y) => size * y) },
          { pathNorm: lambda },
        );
        const start = { iteration: 0, time: 0, theta: teacher.directions };
        const { state } = normDependentDescent({ step: 0.8, network }).advance({ objective, start: teacher.directions }, start, steps, {
          value: Number.NEGATIVE_INFINITY,
        });
        objective.close();
        state.theta.forEach((entry, k) => {
          square[at] = (square[at] as number) + ((entry - (atoms[k] as number)) * (entry - (atoms[k] as number))) / draws;
        });
      });
    }
    return sizes.map((n, at): Measured => ({ run: `batch ${run}`, x: n, value: Math.sqrt(square[at] as number) }));
  });
}
