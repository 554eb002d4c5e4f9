import {
  type Constraint,
  type Context,
  type Dynamics,
  fold,
  logSpaced,
  miniBatchDescent,
  mirroredRegion,
  misuse,
  projectedDescent,
  type Samples,
  type Setup,
  sampledObjective,
  unconstrained,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { dataOf } from "./data.ts";
import { leftOver, rangeOf } from "./jacobian.ts";
import type { Network, ZhangProblem } from "./problem.ts";
import { startOf } from "./start.ts";

/**
 * Sets up a run: samples, a start, the region around it, and how the network is trained.
 *
 * Samples depend on the seed alone, the start on the seed and the width.
 *
 * @throws Misuse for an odd width, a region around a start that is not mirrored, unusable files
 */
export function setup(config: Config, context: Context): Setup<ZhangProblem> {
  const { engine, key } = context;
  const { x, y, inputs: d } = dataOf(config, context);
  const n = y.length;
  const m = config.students;
  if (m % 2 !== 0) throw misuse("zhang2021expressivity: students", "must be even, as every neuron has a mirror image", m, `take ${m + 1}`);
  if (config.start === "standard" && config.method === "constrained") {
    throw misuse(
      "zhang2021expressivity: start",
      "the region is around a mirrored start",
      config.start,
      "take method = free, or start = mirrored",
    );
  }
  const network: Network = { activation: config.activation, parameterization: "output", students: m, inputs: d };
  const start = startOf(engine.math, key, config.start, m, d);
  const objective = sampledObjective(engine, network, { x, y });
  const constraint = config.method === "constrained" ? regionOf(config, start, m, d) : unconstrained(start.length);
  const place = { activation: config.activation, theta: start, students: m, inputs: d, x };
  return {
    problem: { objective, start, network, samples: { x, y }, constraint, radius: config.radius, spectrumFrom: spectrumFrom(config) },
    dynamics: dynamicsOf(config, context, network, { x, y }, constraint) as unknown as Setup<ZhangProblem>["dynamics"],
    key: fold(key, "steps"),
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade }),
    stopAt: config.lossFloor === 0 ? Number.NEGATIVE_INFINITY : config.lossFloor,
    facts: {
      n,
      d,
      m,
      // First-order directions per sample: m d/(2n), m d/n without mirroring.
      load: (m * d) / (config.start === "mirrored" ? 2 * n : n),
      law: config.inputs === undefined ? "gaussian" : "data",
      // Larger problems have no use for the whole spectrum at their start.
      ...(n <= 400 && m * d <= 4000 ? { limitMse: leftOver(rangeOf(engine, place), y) } : {}),
      startLoss: objective.value(start),
    },
  };
}

function regionOf(config: Config, start: Float64Array, students: number, inputs: number): Constraint {
  const region = mirroredRegion(start, { students, inputs, radius: config.radius, least: config.least / Math.sqrt(students) });
  return config.blockScaled ? region : { ...region, scale: new Float64Array(start.length).fill(1) };
}

function spectrumFrom({ spectrum, steps }: Config): number {
  return spectrum === "always" ? 0 : spectrum === "at the end" ? steps : Number.POSITIVE_INFINITY;
}

function dynamicsOf(
  { method, step, batch: asked }: Config,
  { engine }: Context,
  network: Network,
  { x, y }: Samples,
  constraint: Constraint,
): Dynamics {
  if (method !== "stochastic") return projectedDescent({ constraint, accelerated: method !== "gradient" }) as unknown as Dynamics;
  const d = network.inputs;
  const batch = Math.min(asked, y.length);
  return miniBatchDescent({
    // Its steps are by sums over samples; the loss here is their mean.
    step: step / y.length,
    samples: y.length,
    batch,
    open() {
      const own = { x: new Float64Array(batch * d), y: new Float64Array(batch) };
      const problem = engine.sampled.open(network, own);
      return {
        gradient(theta, chosen, out) {
          chosen.forEach((row, i) => {
            own.x.set(x.subarray(row * d, (row + 1) * d), i * d);
            own.y[i] = y[row] as number;
          });
          problem.load(own);
          const value = problem.gradient(theta, out);
          for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) * batch;
          return value * batch;
        },
        close: () => problem.close(),
      };
    },
  }) as unknown as Dynamics;
}
