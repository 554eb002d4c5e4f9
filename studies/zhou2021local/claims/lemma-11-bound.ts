import { type Claim, type Context, fold, type Measured, signMoment } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawTeacher } from "../teacher/draw.ts";
import { separation } from "../teacher/separation.ts";

/** Angles to which the closest pair of teachers is brought, radians. */
const angles = [0.4, 0.2, 0.1, 0.05, 0.025] as const;
const draws = 5;

/** Lemma 11, its bound: vᵀMv ≥ Ω(Δ³/r³) ‖v‖². */
export const lemma11Bound: Claim<Config> = {
  id: "lemma-11-bound",
  name: "Lemma 11, bound",
  says: "The quadratic form of the average neurons degenerates no faster than the cube of the separation.",
  statement: String.raw`\lambda_{\min}(M)\ge\Omega\!\left(\Delta^3/r^3\right)`,
  quantity: "power of 1/Δ in Δ³/(r³ λ_min(M))",
  grade: "existential",
  fidelity: "paper",
  addition: "two teachers are brought together; margin: half of 1, the distance to the next integer power",
  assumes: [],
  construct: (config, context) => pairs(config, context, (angle) => angle),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "no growth", over: "1/Δ", margin: 1 / 2, constants: "fitted" }),
  counter: {
    why: "one pair comes together like Δ² and is left out of Δ: the teachers are not Δ-separated",
    construct: (config, context) => pairs(config, context, (angle) => angle * angle),
  },
};

/** Δ³/(r³ λ_min) where the first two of r teachers are at angle Δ, and the pair at `closer(Δ)`. */
function pairs(config: Config, { engine, key: root }: Context, closer: (angle: number) => number): readonly Measured[] {
  const { math, linear } = engine;
  const out: Measured[] = [];
  const d = config.teacher === undefined ? config.dimension : 6;
  const r = config.teacher === undefined ? Math.max(2, config.teachers) : 3;
  for (let k = 0; k < draws; k++) {
    const key = fold(fold(root, "pairs"), k);
    const { directions } = drawTeacher(math, key, {
      dimension: d,
      teachers: r,
      directions: "separated",
      separation: Math.min(config.separation, 60),
      normMin: 1,
      normMax: 1,
    });
    for (const angle of angles) {
      const rows = directions.slice();
      turnTo(math, rows, d, closer(angle));
      const moment = signMoment(engine, rows, d);
      const values = new Float64Array(r * d);
      linear.eigenSymmetric(moment, r * d, values);
      const measured = closer(angle) === angle ? separation(math, rows, d) : angle;
      out.push({ run: `draw ${k}`, x: 1 / measured, value: (measured * measured * measured) / (r * r * r * (values[0] as number)) });
    }
  }
  return out;
}

/** Puts the second row at `angle` from the first, in their plane. */
function turnTo(math: Context["engine"]["math"], rows: Float64Array, d: number, angle: number): void {
  let along = 0;
  for (let k = 0; k < d; k++) along += (rows[k] as number) * (rows[d + k] as number);
  const side = new Float64Array(d);
  let square = 0;
  for (let k = 0; k < d; k++) {
    side[k] = (rows[d + k] as number) - along * (rows[k] as number);
    square += (side[k] as number) * (side[k] as number);
  }
  for (let k = 0; k < d; k++)
    rows[d + k] = math.cos(angle) * (rows[k] as number) + (math.sin(angle) * (side[k] as number)) / Math.sqrt(square);
}
