import { misuse, type SampledProblem, type Samples } from "@overparam/kernels";
import { assetNamed } from "../data/asset-named.ts";
import type { Constraint } from "../dynamics/constraint.ts";
import { mirroredRegion } from "../dynamics/mirrored-region.ts";
import type { Problem } from "../dynamics/problem.ts";
import { projectedDescent } from "../dynamics/projected-descent.ts";
import { unconstrained } from "../dynamics/unconstrained.ts";
import { mirroredStart } from "../network/mirrored-start.ts";
import { sampledObjective } from "../objective/sampled-objective.ts";
import { gradientNormObservable } from "../observe/gradient-norm.ts";
import { kktResidual } from "../observe/kkt-residual.ts";
import { logSpaced } from "../observe/log-spaced.ts";
import { lossObservable } from "../observe/loss.ts";
import type { Observable } from "../observe/observable.ts";
import { riseObservable } from "../observe/rise.ts";
import { fold } from "../random/fold.ts";
import { normal } from "../random/normal.ts";
import { config, field, z } from "../schema/schema.ts";
import type { Context } from "../study/context.ts";
import type { Setup } from "../study/setup.ts";
import type { Study } from "../study/study.ts";

const narrowConfig = config({
  students: field(z.int().min(2).max(4096).default(8), { description: "The number of neurons", symbol: "m" }),
  method: field(z.enum(["mirrored", "plain"]).default("mirrored"), {
    description: "A mirrored start and its region, or all neurons drawn by themselves and no region; the steps are the same",
  }),
  task: field(z.enum(["classes", "values"]).default("classes"), {
    description: "Two classes ±1 by the logistic loss, or values by the squared one",
  }),
  radius: field(z.number().min(1e-6).max(1e6).default(2), {
    description: "How far each neuron may move from a mirrored start",
    symbol: "\\varepsilon",
  }),
  penalty: field(z.number().min(0).max(1e3).default(1e-3), {
    description: "The weight of ½ ‖θ‖² in the training loss",
    symbol: "\\lambda",
  }),
  steps: field(z.int().min(1).max(100_000_000).default(300), { description: "The number of steps", symbol: "T" }),
  inputs: field(z.string().optional(), {
    description: "The prepared samples: x, y to train on and heldX, heldY to measure on",
    asset: "inputs",
  }),
});

/** The settings of one training. */
export type NarrowConfig = (typeof narrowConfig)["_output"];

interface NarrowProblem extends Problem {
  readonly constraint: Constraint;
  readonly task: NarrowConfig["task"];
  readonly training: Part;
  readonly held: Part;
}

interface Part {
  readonly y: Float64Array;
  readonly problem: SampledProblem;
}

const measured = (
  id: string,
  symbol: string,
  says: string,
  of: (problem: NarrowProblem, theta: Float64Array) => number | undefined,
): Observable<NarrowProblem> => ({
  id,
  symbol,
  unit: "",
  axes: [],
  says,
  measure: ({ problem, state }) => of(problem, state.theta),
});

const kkt: Observable<NarrowProblem> = {
  id: "kktResidual",
  symbol: "\\|u-P(u-\\nabla_u L)\\|",
  unit: "",
  axes: [],
  says: "projected-gradient norm in the scaled variables",
  measure: ({ problem, state, gradient }) => kktResidual(problem.constraint, state.theta, gradient),
};

/**
 * One training of a narrow network f(x) = Σ_j v_j tanh(w_j·x), as a study without claims: it is recorded, checkpointed and resumed as any run.
 *
 * @source Zhang, Zhang, Hong, Sun, Luo 2021: mirrored start, projected descent in the region
 */
export const narrowStudy: Study<NarrowConfig> = {
  id: "narrow",
  version: 1,
  paper: {
    key: "zhang2021expressivity",
    title: "When Expressivity Meets Trainability: Fewer than n Neurons Can Work",
    authors: ["Jiawei Zhang", "Yushun Zhang", "Mingyi Hong", "Ruoyu Sun", "Zhi-Quan Luo"],
    year: 2021,
    venue: "Advances in Neural Information Processing Systems 34",
    arxiv: "2210.12001",
    kind: "inproceedings",
  },
  says: "One training of a narrow two-layer network on given samples.",
  config: narrowConfig,
  presets: [],
  setup,
  observables: [
    lossObservable,
    gradientNormObservable,
    riseObservable,
    kkt,
    measured("accuracy", "", "share of the training samples on the right side", ({ task, training }, theta) =>
      accuracyOf(task, training, theta),
    ),
    measured("heldAccuracy", "", "share of the held-out samples on the right side", ({ task, held }, theta) =>
      accuracyOf(task, held, theta),
    ),
    measured("heldLoss", "", "mean loss of the held-out samples, without the penalty", ({ held }, theta) => held.problem.value(theta)),
  ] as readonly Observable[],
  claims: [],
  experiments: [],
  figures: () => [],
  lab: {},
};

function setup(settings: NarrowConfig, { engine, key, assets }: Context): Setup<NarrowProblem> {
  const { students: m, task, method } = settings;
  if (settings.inputs === undefined) throw misuse("narrow", "samples are needed", undefined, "give inputs");
  const tensors = assetNamed(assets, settings.inputs, "inputs");
  const part = (x: string, y: string): Samples & { readonly d: number } => {
    const inputs = tensors[x];
    const targets = tensors[y];
    if (inputs?.shape.length !== 2 || targets === undefined || targets.data.length !== inputs.shape[0])
      throw misuse("narrow: inputs", `${x} [n,d] and ${y} [n] are needed`);
    return { x: inputs.data, y: targets.data, d: inputs.shape[1] as number };
  };
  const training = part("x", "y");
  const held = part("heldX", "heldY");
  const { d } = training;
  const network = { activation: "tanh", parameterization: "output", students: m, inputs: d } as const;
  const loss = task === "classes" ? "logistic" : "squared";
  const own = fold(fold(key, "start"), m);
  const start = method === "mirrored" ? mirroredStart(engine.math, own, m, d, { positive: true }) : new Float64Array(m * (d + 1));
  if (method === "plain") {
    normal(engine.math, fold(own, "plain"), start);
    for (let k = 0; k < start.length; k++) start[k] = (start[k] as number) / Math.sqrt(k < m * d ? d : m);
  }
  const constraint =
    method === "mirrored"
      ? mirroredRegion(start, { students: m, inputs: d, radius: settings.radius, least: 0.1 / Math.sqrt(m) })
      : unconstrained(start.length);
  const objective = sampledObjective(engine, network, training, { loss, l2: settings.penalty });
  const trained = engine.sampled.open(network, training, { loss });
  const measuredOn = engine.sampled.open(network, held, { loss });
  return {
    problem: {
      objective: {
        ...objective,
        close() {
          objective.close();
          trained.close();
          measuredOn.close();
        },
      },
      start,
      constraint,
      task,
      training: { y: training.y, problem: trained },
      held: { y: held.y, problem: measuredOn },
    },
    dynamics: projectedDescent({ constraint }) as unknown as Setup<NarrowProblem>["dynamics"],
    schedule: logSpaced({ last: settings.steps, perDecade: 8 }),
    stopAt: Number.NEGATIVE_INFINITY,
    facts: { n: training.y.length, held: held.y.length, d, m },
  };
}

function accuracyOf(task: NarrowConfig["task"], { y, problem }: Part, theta: Float64Array): number | undefined {
  if (task === "values") return undefined;
  const outputs = new Float64Array(y.length);
  problem.forward(theta, outputs);
  // An output of exactly 0 is on no side.
  return outputs.reduce((count, output, i) => count + (output * (y[i] as number) > 0 ? 1 : 0), 0) / y.length;
}
