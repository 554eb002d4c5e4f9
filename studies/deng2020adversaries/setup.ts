import {
  ballDomain,
  type Context,
  fold,
  gradientDescent,
  logSpaced,
  norm,
  projectedAscent,
  repeatedObjective,
  type Setup,
  sphere,
  sphereDomain,
  uniform,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { dataOf } from "./data.ts";
import { adversaryObjective } from "./network/adversary-objective.ts";
import { drawNetwork } from "./network/draw.ts";
import { lossOf } from "./network/loss.ts";
import { evaluatorOf } from "./network/network.ts";
import { robustObjective } from "./network/robust-objective.ts";
import type { DengProblem } from "./problem.ts";
import { startsOf } from "./start.ts";

/**
 * Sets up a run: a random network and the adversary of one input, or adversarial training.
 *
 * The network depends on the seed, d and m alone; inputs have the same directions at every scale.
 *
 * @throws Misuse for unusable files
 */
export function setup(config: Config, context: Context): Setup<DengProblem> {
  return (config.scenario === "ascent" ? ascent(config, context) : training(config, context)) as unknown as Setup<DengProblem>;
}

function ascent(config: Config, context: Context) {
  const { engine, key } = context;
  const { math } = engine;
  const data = dataOf(config, context, 1);
  const { inputs: d } = data;
  const chosen = new Float64Array(1);
  uniform(fold(key, "sample"), chosen);
  const row = Math.floor((chosen[0] as number) * data.y.length);
  const x = data.x.slice(row * d, (row + 1) * d);
  const sign = (data.y[row] as number) < 0 ? -1 : 1;
  const y = config.loss === "logistic" ? sign : (data.y[row] as number);
  const network = evaluatorOf(
    math,
    drawNetwork(math, fold(key, "network"), { activation: config.activation, inputs: d, width: config.width }),
  );
  const loss = lossOf(math, config.loss);
  const radius = config.ratio * config.inputScale;
  const slope = new Float64Array(d);
  const output = network.gradient(x, slope);
  const gradientNorm = norm(slope);
  const residual = output - y;
  // What multiplies ∇f at the maximiser, to leading order.
  const push = config.loss === "squared" ? Math.abs(residual) + radius * gradientNorm : Math.abs(loss.slope(output, y));
  const eta = config.stepUnit === "fixed" ? config.step : (config.step * radius) / (push * gradientNorm);
  const start = startsOf(math, fold(key, "starts"), { domain: config.domain, starts: config.starts, radius, slope });
  const truth = adversaryObjective(network, loss, x, y);
  const domain = config.domain === "sphere" ? sphereDomain(radius) : ballDomain(radius);
  return {
    problem: {
      kind: "ascent" as const,
      objective: repeatedObjective(truth, config.starts),
      truth,
      start,
      network,
      loss,
      x,
      y,
      radius,
      slope,
    },
    dynamics: projectedAscent({ domain, step: eta, tolerance: config.tolerance }),
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade, dense: Math.min(config.dense, config.steps) }),
    stopAt: Number.NEGATIVE_INFINITY,
    facts: {
      d,
      m: config.width,
      scale: config.inputScale,
      radius,
      eta,
      label: y,
      residual,
      gradientNorm,
      /** Above 1 the near-linear theory has two maxima. */
      crossing: (radius * gradientNorm) / Math.abs(residual),
      predictedMaxima: config.loss === "squared" && radius * gradientNorm > Math.abs(residual) ? 2 : 1,
      bend: bendOf(network, x, slope),
      law: config.inputs === undefined ? "random" : "data",
    },
  };
}

/** ‖P ∇²f(x) ĝ‖/‖g‖, g = ∇f(x), P the projection across g: the tangent of the maximiser's angle over ε, to leading order. */
export function bendOf(network: ReturnType<typeof evaluatorOf>, x: Float64Array, slope: Float64Array): number {
  const d = x.length;
  const out = new Float64Array(d);
  network.hessianTimes(x, slope, out);
  let square = 0;
  let along = 0;
  for (let k = 0; k < d; k++) {
    square += (slope[k] as number) * (slope[k] as number);
    along += (slope[k] as number) * (out[k] as number);
  }
  let across = 0;
  for (let k = 0; k < d; k++) {
    const rest = (out[k] as number) - (along / square) * (slope[k] as number);
    across += rest * rest;
  }
  return Math.sqrt(across) / square;
}

function training(config: Config, context: Context) {
  const { engine, key } = context;
  const { math } = engine;
  const { x, y, inputs: d } = dataOf(config, context, config.samples);
  const network = drawNetwork(math, fold(key, "network"), { activation: config.activation, inputs: d, width: config.width });
  const radius = config.ratio * config.inputScale;
  const objective = robustObjective(math, network, { x, y, radius, innerSteps: config.innerSteps });
  const directions = new Float64Array(y.length * d);
  sphere(math, fold(key, "directions"), d, directions);
  const eta = config.outerUnit === "fixed" ? config.outerStep : config.outerStep / (config.inputScale * config.inputScale);
  return {
    problem: {
      kind: "training" as const,
      objective,
      start: network.weights,
      network,
      x,
      y,
      directions,
      adversary: {
        radius,
        step: config.stepUnit === "fixed" ? config.step : config.step * radius,
        tolerance: config.tolerance,
        steps: config.steps,
      },
    },
    dynamics: gradientDescent({ step: eta }),
    schedule: logSpaced({ last: config.outerSteps, perDecade: config.recordsPerDecade }),
    stopAt: Number.NEGATIVE_INFINITY,
    facts: {
      d,
      m: config.width,
      n: y.length,
      scale: config.inputScale,
      radius,
      eta,
      startLoss: objective.value(network.weights),
      law: config.inputs === undefined ? "random" : "data",
    },
  };
}
