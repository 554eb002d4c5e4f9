import type { Claim, Context, Measured, Network } from "@overparam/core";
import { fold, gradientDescent, normDependentDescent, pathNormObjective, populationObjective, sphere } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawTeacher } from "../teacher/draw.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { changed, ruleSweep, twoTeachers } from "../trials.ts";
import { knownMinimum } from "./assumptions.ts";

/** An excess is resolved when it is this many times the rounding of the objective. */
const resolved = 1e3;
/** Close is an excess below this part of the loss of the zero network; time counts from there. */
const near = 1e-4;

/** Linear convergence once close: the rate −d log(F − F*)/dt does not fall as t grows. */
export const linearRate: Claim<Config> = {
  id: "linear-rate",
  name: "Linear convergence",
  says: "With a penalty the objective tends to its minimum at a rate that does not fall with time: exponentially, not by a power.",
  statement: String.raw`F(t)-F^*\le C\,e^{-\rho t},\qquad\rho>0`,
  quantity: "slope in log t of the log of −d log(F − F*)/dt",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "close is an excess of a ten-thousandth of the zero network's loss; a rate that stays has power 0, a power law −1; they are told apart at their middle",
  assumes: [knownMinimum],
  ensemble: twoTeachers,
  reduce: ({ records, math }) => ({
    kind: "curves",
    curves: records.map((record) => {
      const minimum = fact(record, "minimum");
      const all = record.samples.map((sample) => ({
        time: sample.time,
        excess: numberOf(sample, "loss") - minimum,
        floor: numberOf(sample, "lossFloor"),
      }));
      const first = all.find(({ excess }) => excess <= near * fact(record, "zeroValue"))?.time ?? Number.POSITIVE_INFINITY;
      const points = all
        .map((point) => ({ ...point, t: point.time - first }))
        .filter(({ t, excess, floor }) => t >= 0 && excess > resolved * floor);
      const x: number[] = [];
      const y: number[] = [];
      for (let k = 1; k < points.length; k++) {
        const [a, b] = [points[k - 1], points[k]] as [(typeof points)[number], (typeof points)[number]];
        const rate = math.log(a.excess / b.excess) / (b.t - a.t);
        x.push((a.t + b.t) / 2);
        y.push(rate);
      }
      return { run: record.id, x, y };
    }),
  }),
  predict: () => ({ form: "slope at least", exponent: -1 / 2, towards: "large x", constants: "fitted" }),
  counter: {
    why: "without the penalty the decay is algebraic",
    ensemble: (config, seed) => changed(twoTeachers(config, seed), { lambda: 0 }),
  },
};

/** The norm-dependent step moves measures: it does not see how a neuron is split. */
export const splitting: Claim<Config> = {
  id: "splitting",
  name: "Splitting",
  says: "The norm-dependent step moves the measure: split neurons move as the whole one does.",
  statement: String.raw`w_j=\textstyle\sum_i w_{ji},\ \hat w_{ji}=\hat w_j\ \Longrightarrow\ \sum_iw_{ji}(t+1)=w_j(t+1)`,
  quantity: "difference of a step from split and from whole neurons, over the step's length",
  grade: "exact",
  fidelity: "derived",
  addition: "the conic geometry of Chizat 2019",
  assumes: [],
  construct: (_config, context) => splitSteps(context, "norm-dependent"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, range: [0, 2], constants: "given" }),
  counter: {
    why: "a constant step moves the halves twice as far together",
    construct: (_config, context) => splitSteps(context, "constant"),
  },
};

function splitSteps({ engine, key }: Context, rule: "norm-dependent" | "constant"): readonly Measured[] {
  return [0, 1, 2, 3].map((k): Measured => {
    const own = fold(fold(key, "splitting"), k);
    const d = 3;
    const m = 5;
    const teacher = drawTeacher(engine.math, own, { dimension: d, teachers: 2, directions: "orthonormal", separation: 0, signs: "equal" });
    const whole = new Float64Array(m * d);
    sphere(engine.math, fold(own, "start"), d, whole);
    const halves = new Float64Array(2 * m * d);
    for (let j = 0; j < m; j++) {
      const share = (j + 1) / (m + 2);
      for (let i = 0; i < d; i++) {
        halves[2 * j * d + i] = share * (whole[j * d + i] as number);
        halves[(2 * j + 1) * d + i] = (1 - share) * (whole[j * d + i] as number);
      }
    }
    const moved = (start: Float64Array): Float64Array => {
      const network: Network = { activation: "relu", parameterization: "plain", students: start.length / d, inputs: d };
      const objective = pathNormObjective(populationObjective(engine, network, teacher), network, 0.1);
      const dynamics = rule === "constant" ? gradientDescent({ step: 0.1 }) : normDependentDescent({ step: 0.1, network });
      const { theta } = dynamics.step({ objective, start }, { iteration: 0, time: 0, theta: start });
      objective.close();
      return theta;
    };
    const [one, two] = [moved(whole), moved(halves)];
    let off = 0;
    let far = 0;
    for (let j = 0; j < m; j++) {
      for (let i = 0; i < d; i++) {
        const sum = (two[2 * j * d + i] as number) + (two[(2 * j + 1) * d + i] as number);
        off = Math.max(off, Math.abs(sum - (one[j * d + i] as number)));
        far = Math.max(far, Math.abs((one[j * d + i] as number) - (whole[j * d + i] as number)));
      }
    }
    // Coordinates of order one through a sum of at most 12 neurons of 3 entries, then a step.
    return { run: `draw ${k}`, value: off / far, rounding: (64 * 1.1102230246251565e-16) / far };
  });
}

/** The norm-dependent step needs a time that does not depend on the number of students; the constant step does not have that. */
export const stepRule: Claim<Config> = {
  id: "step-rule",
  name: "Step rule",
  says: "With the norm-dependent step the time to come near the minimum does not depend on the number of students.",
  statement: String.raw`\min\{t:F(t)-F^*\le10^{-3}F(0)\}\ \text{does not depend on }M`,
  quantity: "slope in log M of the log of the time to an excess of a thousandth",
  grade: "existential",
  fidelity: "derived",
  addition: "no theorem is known here that compares the rules; powers 0 and 1 are told apart at their middle",
  assumes: [knownMinimum],
  ensemble: (config, seed) => ruleSweep(config, seed),
  reduce: ({ records, math }) => ({
    kind: "values",
    values: records.map((record) => ({
      run: `seed ${record.seed}`,
      x: fact(record, "m"),
      value: timeTo(record.samples, fact(record, "minimum"), 1e-3 * fact(record, "zeroValue"), math),
    })),
  }),
  predict: () => ({ form: "no trend", over: "M", margin: 1 / 2, constants: "fitted" }),
  counter: {
    why: "a constant step moves M neurons of mass 1/M each M times as fast",
    ensemble: (config, seed) => ruleSweep(config, seed, "constant"),
  },
};

/** The first time at which the excess is at the level, between records along a straight line of its logarithm; infinite where it never is. */
function timeTo(
  samples: readonly { readonly time: number; readonly values: Readonly<Record<string, unknown>> }[],
  minimum: number,
  level: number,
  math: { log(x: number): number },
): number {
  const excess = samples.map((sample) => Number(sample.values["loss"]) - minimum);
  const at = excess.findIndex((value) => value <= level);
  if (at < 0) return Number.POSITIVE_INFINITY;
  if (at === 0) return 0;
  const [before, after] = [excess[at - 1] as number, excess[at] as number];
  const [from, to] = [samples[at - 1]?.time as number, samples[at]?.time as number];
  if (!(after > 0)) return to;
  return from + ((to - from) * math.log(before / level)) / math.log(before / after);
}
