import {
  type Context,
  type Dynamics,
  fold,
  gradientDescent,
  logSpaced,
  sampledObjective,
  type Setup,
  sphere,
  type TwoLayer,
  uniform,
} from "@overparam/core";
import { insertionDescent } from "./algorithm/insertion-descent.ts";
import { largestRank, spanOf } from "./arrangement/greatest.ts";
import type { Config } from "./config.ts";
import { drawData } from "./data/draw.ts";
import { fromFile } from "./data/from-file.ts";
import { patchObjective } from "./objective/patch-objective.ts";
import type { LiangProblem } from "./problem.ts";

/** Fresh samples that the test error is measured on. */
const fresh = 4000;

/** Sets up a run: data, the regularized loss, and descent with or without insertion. Data depend on the seed and n, the start on the seed and m. */
export function setup(config: Config, context: Context): Setup<LiangProblem> {
  const { engine, key, assets } = context;
  const { lambda, students, loss, step } = config;
  const { train, test } =
    config.inputs === undefined
      ? {
          train: drawData(engine.math, fold(fold(key, "train"), config.samples), fold(key, "frame"), config, config.samples),
          test: drawData(engine.math, fold(key, "test"), fold(key, "frame"), config, fresh),
        }
      : fromFile(engine, assets, config);
  const network: TwoLayer = { activation: "relu", parameterization: "output", students, inputs: train.inputs };
  const objective =
    train.patches === 1
      ? sampledObjective(engine, network, { x: train.rows, y: train.y }, { loss, l2: lambda })
      : patchObjective(engine.math, network, train, { loss, l2: lambda });
  const rank = spanOf(engine, train.rows, train.inputs).length / train.inputs;
  let radius = 0;
  for (let i = 0; i < train.y.length; i++) {
    // ‖x_i‖ of the whole input; for patches the sum over them, which bounds what they add up to.
    let sum = 0;
    for (let p = 0; p < train.patches; p++) {
      let square = 0;
      const at = (i * train.patches + p) * train.inputs;
      for (let k = at; k < at + train.inputs; k++) square += (train.rows[k] as number) * (train.rows[k] as number);
      sum += Math.sqrt(square);
    }
    radius = Math.max(radius, sum);
  }
  const problem: LiangProblem = {
    objective,
    start: config.algorithm === "insertion" ? new Float64Array(objective.layout.size) : randomStart(config, context, train.inputs),
    network,
    train,
    test,
    loss,
    lambda,
    enumerable: rank <= largestRank,
  };
  const dynamics =
    config.algorithm === "gradient"
      ? gradientDescent({ step })
      : (insertionDescent({
          engine,
          step,
          size: config.insertSize,
          tolerance: config.tolerance,
          insert: config.algorithm === "insertion",
        }) as unknown as Dynamics);
  return {
    problem,
    dynamics,
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade }),
    stopAt: Number.NEGATIVE_INFINITY,
    facts: {
      n: train.y.length,
      q: train.inputs,
      rank,
      patches: train.patches,
      m: students,
      lambda,
      radius,
      law: config.inputs === undefined ? config.data : "file",
      testSize: test.y.length,
      ...(config.inputs === undefined && config.data === "circle" ? { comparisonMargin: comparisonMargin(train.rows, train.y) } : {}),
      zeroValue: objective.value(new Float64Array(objective.layout.size)),
    },
  };
}

/** Neurons of one size in random directions, |a_j| = ‖w_j‖, signs at random. */
function randomStart({ students: m, startScale, startRatio }: Config, { engine, key }: Context, q: number): Float64Array {
  const own = fold(fold(key, "start"), m);
  const theta = new Float64Array(m * q + m);
  sphere(engine.math, fold(own, "directions"), q, theta.subarray(0, m * q));
  const u = new Float64Array(m);
  uniform(fold(own, "signs"), u);
  for (let k = 0; k < m * q; k++) theta[k] = startScale * (theta[k] as number);
  for (let j = 0; j < m; j++) theta[m * q + j] = ((u[j] as number) < 0.5 ? -1 : 1) * startScale * startRatio;
  return theta;
}

/** Least y (|x_1 + x_2| − |x_1 − x_2|): the margin of the explicit network of four neurons, of path norm 4√2, that solves the exclusive-or. */
function comparisonMargin(rows: Float64Array, y: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < y.length; i++) {
    const [a, b] = [rows[2 * i] as number, rows[2 * i + 1] as number];
    least = Math.min(least, (y[i] as number) * (Math.abs(a + b) - Math.abs(a - b)));
  }
  return least;
}
