import {
  type Context,
  type Dynamics,
  fold,
  gradientDescent,
  type Key,
  logSpaced,
  mirrorDescent,
  misuse,
  type Network,
  normal,
  normDependentDescent,
  pathNormObjective,
  populationObjective,
  sampledObjective,
  type Samples,
  type Setup,
  sphere,
  teacherLabels,
} from "@overparam/core";
import { referenceMinimum } from "./certificate/reference-minimum.ts";
import type { Config } from "./config.ts";
import type { AkiyamaProblem } from "./problem.ts";
import { startOf } from "./start.ts";
import { drawTeacher } from "./teacher/draw.ts";

/** A certificate above this says that one atom a teacher is no global minimum. */
const optimal = 1 + 1e-9;

/**
 * Sets up a run: teachers, the penalised loss, students of even mass, and the step rule.
 *
 * Teachers depend on the seed alone, samples on the seed and n, the start on the seed and M.
 *
 * @throws Misuse for impossible teachers and for the mirror rule with trained weights
 */
export function setup(config: Config, { engine, key }: Context): Setup<AkiyamaProblem> {
  const { dimension: d, teachers: r, students: m, lambda, weights } = config;
  const teacher = drawTeacher(engine.math, fold(key, "teacher"), config);
  const signs = Float64Array.from({ length: m }, (_, j) => (config.signs === "alternating" && j % 2 === 1 ? -1 : 1));
  const network: Network = {
    activation: "relu",
    students: m,
    inputs: d,
    ...(weights === "fixed" ? { parameterization: "plain", outputWeights: signs } : { parameterization: "output" }),
  };
  const samples = config.samples === 0 ? undefined : drawSamples(config, fold(fold(key, "samples"), config.samples), engine, teacher);
  const objective =
    samples === undefined
      ? pathNormObjective(populationObjective(engine, network, teacher), network, lambda)
      : sampledObjective(engine, network, samples, { pathNorm: lambda });
  const minimum = lambda === 0 ? undefined : referenceMinimum(engine, teacher, d, lambda);
  const known = minimum !== undefined && minimum.certificate <= optimal ? minimum : undefined;
  const signed = teacher.directions.map((entry, k) => entry * (teacher.weights[Math.floor(k / d)] as number));
  const atoms = known?.atoms ?? signed;
  return {
    problem: {
      objective,
      start: startOf(engine.math, fold(fold(key, "start"), m), config, signs, teacher.directions),
      network,
      teacher,
      lambda,
      climbs: config.climbs,
      samples,
      atoms,
    },
    dynamics: dynamicsOf(config, network, engine),
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade }),
    stopAt: Number.NEGATIVE_INFINITY,
    facts: {
      d,
      r,
      m,
      lambda,
      n: config.samples,
      eta: config.step,
      zeroValue: objective.value(new Float64Array(objective.layout.size)),
      // The minimum over all measures, of the expectation; known where its certificate says so.
      ...(lambda === 0 ? { minimum: 0 } : known === undefined ? {} : { minimum: known.value }),
      ...(minimum === undefined ? {} : { referenceCertificate: minimum.certificate }),
      atoms: Array.from(atoms),
      ...(d <= 3 ? { teacher: Array.from(teacher.directions) } : {}),
    },
  };
}

function dynamicsOf({ rule, step, weights }: Config, network: Network, { math }: Context["engine"]): Dynamics {
  if (rule === "constant") return gradientDescent({ step });
  if (rule === "norm-dependent") return normDependentDescent({ step, network });
  if (weights === "trained") {
    throw misuse("akiyama2021learnability: rule", "the mirror form needs weights = fixed", rule, "take norm-dependent");
  }
  return mirrorDescent({ step, network, math });
}

function drawSamples(
  { samples: n, dimension: d, law }: Config,
  key: Key,
  { math }: Context["engine"],
  teacher: AkiyamaProblem["teacher"],
): Samples {
  const x = new Float64Array(n * d);
  if (law === "gaussian") normal(math, key, x);
  else {
    sphere(math, key, d, x);
    for (let k = 0; k < x.length; k++) x[k] = (x[k] as number) * Math.sqrt(d);
  }
  return { x, y: teacherLabels("relu", teacher, x, d) };
}
