import { type Claim, type Context, fold, type Measured, type Teacher, type TwoLayer } from "@overparam/core";
import type { Config } from "../config.ts";
import { rowNorms } from "../geometry.ts";
import { drawTeacher } from "../teacher/draw.ts";
import { balancedTeacher } from "./theorem-3.ts";

/** π, rounded to double. */
const half = 3.141592653589793;
/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;
const draws = 5;

/** Claim 1: with ReLU, Σ w*_i = 0 and ‖w_i‖ w_i = −w*_i give L = 0 although every student is opposite to its teacher. */
export const claim1: Claim<Config> = {
  id: "claim-1",
  name: "Claim 1",
  says: "With ReLU a student can have zero loss and point away from every one of its teachers.",
  statement: String.raw`\sum_iw_i^*=0,\ \|w_i\|w_i=-w_i^*\ \Longrightarrow\ \mathbb E\Bigl(\sum_i\|w_i\|(w_i^\top x)_+-\sum_i(w_i^{*\top}x)_+\Bigr)^2=0`,
  quantity: "loss, and angle to the own teacher less π",
  grade: "exact",
  fidelity: "paper",
  assumes: [],
  construct: (config, context) => opposite(config, context, (key) => balancedTeacher(context, key, config.dimension)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "teachers that do not add up to 0",
    construct: (config, context) =>
      opposite(config, context, (key) =>
        drawTeacher(context.engine.math, key, {
          dimension: config.dimension,
          teachers: 3,
          directions: "separated",
          separation: 40,
          normMin: 0.5,
          normMax: 1.5,
        }),
      ),
  },
};

function opposite(config: Config, context: Context, draw: (key: Context["key"]) => Teacher): readonly Measured[] {
  const { engine } = context;
  const d = config.dimension;
  return Array.from({ length: draws }, (_, k) => k).flatMap((k): readonly Measured[] => {
    const teacher = draw(fold(fold(context.key, "claim 1"), k));
    const norms = rowNorms(teacher.directions, d);
    const theta = teacher.directions.map((w, at) => -w / Math.sqrt(norms[Math.floor(at / d)] as number));
    const network: TwoLayer = { activation: "relu", parameterization: "conic", students: norms.length, inputs: d };
    const problem = engine.population.open(network, teacher);
    const angles = new Float64Array(norms.length * norms.length);
    engine.population.angles(theta, teacher.directions, d, angles);
    try {
      return [
        { run: `draw ${k}, loss`, value: problem.value(theta), rounding: problem.floor(theta) },
        ...Array.from(norms, (_, i) => ({
          run: `draw ${k}, angle ${i}`,
          value: (angles[i * norms.length + i] as number) - half,
          // 2 atan2(a, b) at b ≈ 0: the sum of two opposite unit vectors is rounded in each of its d entries.
          rounding: 8 * unitRoundoff * (Math.sqrt(d) + half),
        })),
      ];
    } finally {
      problem.close();
    }
  });
}
