import type { Claim, Material, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { mirrorSteps, randomStarts, special } from "../ensembles.ts";
import { resolved } from "../reduce/phase-3.ts";
import { numberOf } from "../reduce/values.ts";

/** π²/6, rounded to double. */
const constant = 1.6449340668482264;

/** Degenerate case: a pair of students that is its own mirror image in v. t³L → π²/6 for ‖v‖ = 1. */
export const mirror: Claim<Config> = {
  id: "mirror",
  name: "Degenerate: mirror pair",
  says: "Two students that mirror each other in the teacher have a loss of π²/6 over the cube of time.",
  statement: String.raw`\lim_{t\to\infty}t^3L(t)=\frac{\pi^2}{6}\,\|v\|^2`,
  quantity: "t³L/‖v‖² as 1/t → 0",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper says t⁻³; the constant π²/6 is added by the laboratory",
  assumes: [],
  ensemble: (config, seed) =>
    special(config, seed, { start: "mirror", students: 2, steps: mirrorSteps[config.scale], recordsPerDecade: 5 }),
  reduce: cubes,
  predict: () => ({ form: "limit", value: constant, over: "1/t", constants: "given" }),
  counter: {
    why: "two students from a random start: also t⁻³, with another constant",
    ensemble: (config, seed) => randomStarts({ ...config, step: 0.2, sigma: 0.1 }, seed, [2], mirrorSteps.smoke, 3),
  },
};

/** t³L/‖v‖² of every record from t = 20 on. */
function cubes({ records }: Material<Config>): { readonly kind: "values"; readonly values: readonly Measured[] } {
  return {
    kind: "values",
    values: records.flatMap((record) =>
      record.samples
        .filter((sample) => sample.time >= 20 && resolved(sample))
        .map((sample) => {
          const t = sample.time;
          const scale = (t * t * t) / (record.config.teacherNorm * record.config.teacherNorm);
          return {
            run: `seed ${record.seed}`,
            x: 1 / t,
            value: scale * numberOf(sample, "loss"),
            rounding: scale * numberOf(sample, "lossFloor"),
          };
        }),
    ),
  };
}
