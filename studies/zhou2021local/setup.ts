import {
  type Context,
  type Dynamics,
  fold,
  freshSampleDescent,
  gradientDescent,
  logSpaced,
  misuse,
  normal,
  type Objective,
  populationObjective,
  sampledObjective,
  type Samples,
  samplesFromAsset,
  type Setup,
  sphere,
  type Teacher,
  teacherLabels,
  type TwoLayer,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { rowNorms } from "./geometry.ts";
import type { ZhouProblem } from "./problem.ts";
import { fittedStart } from "./start/fitted.ts";
import { nearStart } from "./start/near.ts";
import { randomDirections } from "./start/random.ts";
import { scaledStart } from "./start/scaled.ts";
import { sharpness } from "./start/sharpness.ts";
import { spreadStart } from "./start/spread.ts";
import { subspaceDirections } from "./start/subspace.ts";
import { mergedPairLoss } from "./teacher/merged-pair.ts";
import { separation } from "./teacher/separation.ts";
import { teacherOf } from "./teacher/teacher-of.ts";
import { enoughStudents } from "./widths.ts";

/** π/180, rounded to double. */
const degree = 0.017453292519943295;
/** Inputs on which pointwise statements are checked. */
const points = 64;
/** Random directions of the smoothness probe. */
const probes = 1;

/**
 * Sets up a run of the paper: teachers, the loss, the start, gradient descent.
 *
 * Teachers depend on the seed alone, the start on the seed and the number of students.
 *
 * @throws Misuse for fewer students than teachers, impossible teachers, unusable files
 */
export function setup(config: Config, context: Context): Setup<ZhouProblem> {
  const { engine, key } = context;
  const { teacher, dimension: d } = teacherOf(config, context);
  const r = teacher.weights.length;
  const m = config.studentsPerTeacher === 0 ? config.students : config.studentsPerTeacher * r;
  enoughStudents(m, r);
  const norms = rowNorms(teacher.directions, d);
  const wMin = norms.reduce((least, norm) => Math.min(least, norm));
  const wMax = norms.reduce((largest, norm) => Math.max(largest, norm));
  const total = norms.reduce((sum, norm) => sum + norm);
  const delta = separation(engine.math, teacher.directions, d);

  const network: TwoLayer = { activation: "abs", parameterization: "conic", students: m, inputs: d };
  const population = populationObjective(engine, network, teacher);
  const start = startOf(config, context, { teacher, d, r, m, wMin, wMax, delta, population });
  const inputs = dataOf(config, context, teacher, d);
  if (inputs !== undefined) population.close();
  const objective = inputs === undefined ? population : sampledObjective(engine, network, inputs);

  const directions = new Float64Array(probes * m * d);
  sphere(engine.math, fold(key, "probes"), m * d, directions);
  const hessian = engine.population.open(network, teacher);
  const curvature = sharpness(hessian, start, directions.subarray(0, m * d));
  hessian.close();

  const eta = config.step / (r * wMax);
  const x = new Float64Array(points * d);
  normal(engine.math, fold(key, "points"), x);

  return {
    problem: { objective, start, network, teacher, points: x, probes: directions },
    dynamics: dynamicsOf(config, context, eta, network, teacher),
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade }),
    stopAt: config.lossFloor * total * total,
    key: fold(key, "steps"),
    facts: {
      d,
      r,
      m,
      separation: delta / degree,
      wMin,
      wMax,
      totalNorm: total,
      eta,
      // Below both, neither the smallest teacher is missing nor the closest pair of teachers merged.
      threshold: Math.min(config.threshold * wMin * wMin, mergedPairLoss(engine.math, teacher.directions, d) / 2),
      startLoss: objective.value(start),
      sharpness: curvature,
      law: inputs === undefined ? "gaussian" : config.inputs === undefined ? "samples" : "data",
      ...(config.samples === undefined ? {} : { n: config.samples }),
      batch: config.batch,
      // The plane shows them; in more dimensions they are the file's or the seed's.
      ...(d <= 3 ? { teacher: Array.from(teacher.directions) } : {}),
    },
  };
}

interface StartOrder {
  readonly teacher: Teacher;
  readonly d: number;
  readonly r: number;
  readonly m: number;
  readonly wMin: number;
  readonly wMax: number;
  readonly delta: number;
  readonly population: Objective;
}

function startOf(
  config: Config,
  { engine, key: root }: Context,
  { teacher, d, r, m, wMin, wMax, delta, population }: StartOrder,
): Float64Array {
  const key = fold(fold(root, "start"), m);
  switch (config.start) {
    case "near":
    case "mirrored":
      return nearStart(engine.math, key, population, {
        teacher,
        dimension: d,
        students: m,
        angle: config.startAngle * delta,
        loss: config.startLoss * wMin * wMin,
        // Half the separation is where the nearest teacher changes.
        angleLimit: 0.45 * delta,
        uncovered: config.uncovered,
        mirrored: config.start === "mirrored",
      });
    case "random":
      return fittedStart(engine, randomDirections(engine.math, key, m, d), teacher, d);
    case "subspace":
      return fittedStart(
        engine,
        subspaceDirections(engine, key, { teacher, students: m, dimension: d, samples: config.startSamples }),
        teacher,
        d,
      );
    case "scaled":
      return scaledStart(engine.math, key, m, d, config.startScale);
    case "spread":
      return spreadStart(engine.math, key, population, { students: m, dimension: d, loss: (r * wMax * r * wMax) / 2 });
  }
}

/** The inputs that the loss is a mean over: drawn once, or a file's; undefined for the expectation. */
function dataOf(config: Config, context: Context, teacher: Teacher, d: number): Samples | undefined {
  if (config.samples !== undefined) return samplesOf(config, config.samples, context, teacher, d);
  return config.inputs === undefined ? undefined : fileOf(config, context, teacher, d);
}

/** Gaussian inputs with the teachers' labels. They depend on the seed and their number, so that every width sees the same. */
function samplesOf(config: Config, n: number, { engine, key }: Context, teacher: Teacher, d: number): Samples {
  if (config.inputs !== undefined) {
    throw misuse("zhou2021local: samples", "samples are drawn or come from a file, not both", n, "leave out samples or inputs");
  }
  const x = new Float64Array(n * d);
  normal(engine.math, fold(fold(key, "samples"), n), x);
  return { x, y: teacherLabels("abs", teacher, x, d) };
}

function fileOf(config: Config, { assets }: Context, teacher: Teacher, d: number): Samples {
  const file = samplesFromAsset(assets, config.inputs as string);
  if (file.inputs !== d) {
    throw misuse(
      "zhou2021local: inputs",
      `x must have ${d} columns, as the teachers do`,
      file.inputs,
      "take teacher and inputs files that belong together",
    );
  }
  if (config.labels === "teacher") return { x: file.x, y: teacherLabels("abs", teacher, file.x, d) };
  if (file.y === undefined) {
    throw misuse("zhou2021local: labels", "the inputs file must hold y to label its own inputs", "no y", "take labels = teacher");
  }
  return { x: file.x, y: file.y };
}

function dynamicsOf(config: Config, { engine }: Context, step: number, network: TwoLayer, teacher: Teacher): Dynamics {
  if (config.batch === 0) return gradientDescent({ step });
  if (config.samples !== undefined) {
    throw misuse("zhou2021local: batch", "fresh samples and samples that are drawn once exclude each other", config.batch, "set batch = 0");
  }
  if (config.inputs !== undefined) {
    throw misuse(
      "zhou2021local: batch",
      "fresh samples come from the Gaussian law and cannot be drawn from an inputs file",
      config.batch,
      "set batch = 0",
    );
  }
  return freshSampleDescent({ step, batch: config.batch, network, teacher, engine }) as unknown as Dynamics;
}
