import type { Claim, Elementary, Measured, Objective, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../settings.ts";

/** 2⁻⁵³: the largest relative error of one rounded operation. */
const unit = 1.1102230246251565e-16;
/** Below this a double has fewer than 53 bits, and the error of one operation is no longer relative. */
const subnormal = 2.2250738585072014e-308 / unit;

/** |θ_1(t)| = (1 − η/κ)^t |θ_1(0)|: the error in the flattest direction shrinks by exactly the same factor every step. */
export const rate: Claim<Config> = {
  id: "rate",
  name: "Rate",
  says: "In the flattest direction every step of gradient descent leaves exactly the share 1 − η/κ of the error.",
  statement: String.raw`|\theta_1(t)| = (1 - \eta/\kappa)^t \, |\theta_1(0)|`,
  quantity: "measured error over predicted error",
  grade: "exact",
  fidelity: "derived",
  assumes: [],
  ensemble: (config, seed) => [0, 1, 2].map((more) => ({ config, seed: seed + more })),
  reduce: ({ records, math }) => ({ kind: "values", values: records.flatMap((record) => ratios(record, math)) }),
  predict: () => ({ form: "equals", value: 1, constants: "given" }),
  counter: {
    why: "a gradient that is one percent too long shrinks the error by another factor",
    alter: (setup) => ({ ...setup, problem: { ...setup.problem, objective: tooLong(setup.problem.objective) } }),
  },
};

/**
 * Measured over predicted at every record, each with a bound of its rounding: three rounded operations a step, of which two act on the
 * part η/κ only, and as many again in the prediction.
 */
function ratios({ id, config, samples }: RunRecord<Config>, math: Elementary): Measured[] {
  const part = config.step / config.condition;
  const share = 1 - part;
  const aStep = 2 * ((3 * part) / share + 1) * unit;
  const first = recordedError(samples[0]);
  return samples.slice(1).flatMap((sample) => {
    const error = recordedError(sample);
    const predicted = first * math.power(share, sample.iteration, 1);
    if (!(error > subnormal && predicted > subnormal)) return [];
    const value = error / predicted;
    return [{ run: id, x: sample.iteration, value, rounding: value * (sample.iteration * aStep + 8 * unit) }];
  });
}

function recordedError(sample: Sample | undefined): number {
  const error = sample?.values.flattestError;
  return typeof error === "number" ? error : Number.NaN;
}

/** The same function with a gradient that is one percent too long. */
function tooLong(objective: Objective): Objective {
  return {
    ...objective,
    gradient(theta, out) {
      const value = objective.gradient(theta, out);
      for (let i = 0; i < out.length; i++) out[i] = 1.01 * (out[i] as number);
      return value;
    },
  };
}
