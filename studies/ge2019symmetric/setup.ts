import {
  assetNamed,
  type Context,
  type Dynamics,
  fold,
  gradientDescent,
  logSpaced,
  type Measure,
  misuse,
  momentFrame,
  momentLayout,
  normal,
  type MomentRecovery,
  type Setup,
  solveMoments,
  type State,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { cube, drawInputs, symmetrised } from "./input-law.ts";
import { matchRows, nothing, type RowErrors } from "./match-rows.ts";
import { type Batch, momentStream } from "./moment-stream.ts";
import type { GeProblem } from "./problem.ts";
import { studentAt, studentObjective } from "./student.ts";
import { drawTeacher, outputsOf, type Teacher } from "./teacher.ts";

/** Samples that make the frame and, unseen by the moments, say whether the network is right. */
const heldOutSamples = 2000;

/**
 * Sets up a run of the paper: a teacher, a stream of samples, the moment learner or, beside it, gradient descent.
 *
 * @throws Misuse for a cube that is too large or unusable files
 */
export function setup(config: Config, context: Context): Setup<GeProblem> {
  const { engine, key } = context;
  const source = sourceOf(config, context);
  const teacher = drawTeacher(engine, fold(key, "teacher"), { ...config, inputs: source.inputs });
  const labelled = (x: Float64Array, from: string, number: number): Batch => {
    const n = x.length / source.inputs;
    const y = outputsOf(engine, teacher, x, n);
    if (config.noise > 0) {
      const noise = new Float64Array(y.length);
      normal(engine.math, fold(fold(key, `noise ${from}`), number), noise);
      for (let i = 0; i < y.length; i++) y[i] = (y[i] as number) + config.noise * (noise[i] as number);
    }
    return { x, y, n };
  };
  return config.learner === "gradient" ? descent(config, context, teacher, labelled(source.heldOut(), "first", 0)) : moments();

  function moments(): Setup<GeProblem> {
    const heldOut = labelled(source.heldOut(), "held out", 0);
    const neurons = config.asked === 0 ? config.neurons : config.asked;
    const frame = momentFrame(engine, heldOut.x, heldOut.y, heldOut.n, neurons);
    const layout = momentLayout(frame);
    const known = new WeakMap<Float64Array, { readonly first: number; readonly recovery: MomentRecovery; readonly errors: RowErrors }>();
    const at = (theta: Float64Array) => {
      const before = known.get(theta);
      // The same array may hold another state by now: its count of samples tells.
      if (before !== undefined && before.first === theta[0]) return before;
      const recovery = solveMoments(engine, frame, theta, {
        neurons,
        key: fold(key, "solve"),
        polish: config.polish,
        refit: config.refit,
        heldOut,
      });
      const found = { first: theta[0] as number, recovery, errors: recovery.recovered ? matchRows(teacher, recovery) : nothing };
      known.set(theta, found);
      return found;
    };
    const objective: Measure = {
      layout,
      name: "largest error of a row of W",
      scale: Number.POSITIVE_INFINITY,
      value: (theta) => at(theta).errors.largest,
      // Sums of as many terms as samples, over the gap of T.
      floor: (theta) => 2.220446049250313e-16 * (1 + (theta[0] as number)),
      close() {},
    };
    return {
      problem: {
        objective,
        start: new Float64Array(layout.size),
        teacher,
        recovery: (theta) => at(theta).recovery,
        errors: (theta) => at(theta).errors,
      },
      dynamics: momentStream(engine, frame, (batch) => labelled(source.batch(batch), "stream", batch)),
      schedule: logSpaced({ last: source.batches, perDecade: config.recordsPerDecade }),
      stopAt: Number.NEGATIVE_INFINITY,
      facts: { ...facts(config, teacher), samples: source.samples },
    };
  }
}

function descent(config: Config, { engine, key }: Context, teacher: Teacher, batch: Batch): Setup<GeProblem> {
  const start = new Float64Array(teacher.neurons * (teacher.inputs + teacher.outputs));
  normal(engine.math, fold(key, "student"), start);
  const scale = 1 / Math.sqrt(teacher.inputs);
  return {
    problem: {
      objective: studentObjective(engine, teacher, batch),
      start: start.map((entry) => scale * entry),
      teacher,
      recovery: (theta) => studentAt(teacher, theta),
      errors: (theta) => matchRows(teacher, studentAt(teacher, theta) as Extract<MomentRecovery, { recovered: true }>),
    },
    // The objective of this problem has a gradient; the study's problems in general need none.
    dynamics: gradientDescent({ step: config.step }) as unknown as Dynamics<State, GeProblem>,
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade }),
    stopAt: Number.NEGATIVE_INFINITY,
    facts: facts(config, teacher),
  };
}

function facts(config: Config, { neurons, inputs, outputs }: Teacher) {
  return {
    k: neurons,
    d: inputs,
    m: outputs,
    asked: config.asked === 0 ? neurons : config.asked,
    law: config.data === undefined ? config.law : "data",
    symmetric: config.shift === 0,
    exact: config.shift === 0 && config.noise === 0 && (config.symmetrised || config.enumerated || config.data !== undefined),
  };
}

interface Source {
  readonly inputs: number;
  /** The number of samples of all batches, opposites included. */
  readonly samples: number;
  readonly batches: number;
  batch(number: number): Float64Array;
  heldOut(): Float64Array;
}

/** Where inputs come from: a file, the whole cube, or a law. */
function sourceOf(config: Config, { engine, key, assets }: Context): Source {
  const shifted = (x: Float64Array, d: number): Float64Array =>
    config.shift === 0 ? x : x.map((entry) => entry + config.shift / Math.sqrt(d));
  if (config.data !== undefined) {
    const { x } = assetNamed(assets, config.data, "inputs");
    if (x === undefined || x.shape.length !== 2 || x.data.length === 0)
      throw misuse("inputs file", "it must hold inputs x [n,d]", x === undefined ? "no x" : `x [${x.shape.join(",")}]`);
    const bad = x.data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw misuse("inputs file", "x must hold finite numbers", `entry ${bad} = ${x.data[bad]}`);
    const [rows, d] = x.shape as [number, number];
    if (d > 40) throw misuse("inputs file", "x may have 40 columns", d, "fourth moments of more do not fit; take fewer inputs");
    const batches = Math.ceil(rows / config.batch);
    return {
      inputs: d,
      samples: 2 * rows,
      batches,
      batch: (number) => {
        const from = (number % batches) * config.batch;
        return shifted(symmetrised(x.data.subarray(from * d, Math.min(rows, from + config.batch) * d)), d);
      },
      heldOut: () => shifted(symmetrised(x.data.subarray(0, Math.min(rows, heldOutSamples) * d)), d),
    };
  }
  const d = config.inputs;
  if (config.enumerated) {
    const all = shifted(cube(d), d);
    return { inputs: d, samples: all.length / d, batches: 1, batch: () => all, heldOut: () => all };
  }
  const draw = (own: ReturnType<typeof fold>, n: number): Float64Array => {
    const x = drawInputs(engine, config.law, own, n, d);
    return shifted(config.symmetrised ? symmetrised(x) : x, d);
  };
  const batch = Math.min(config.batch, config.samples);
  const batches = Math.ceil(config.samples / batch);
  return {
    inputs: d,
    samples: (config.symmetrised ? 2 : 1) * batches * batch,
    batches,
    batch: (number) => draw(fold(fold(key, "inputs"), number), batch),
    heldOut: () => draw(fold(key, "held out"), heldOutSamples),
  };
}
