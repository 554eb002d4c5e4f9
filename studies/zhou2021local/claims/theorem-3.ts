import { type Claim, type Context, fold, type Key, type Measured, normal, type Teacher } from "@overparam/core";
import type { Config } from "../config.ts";
import { rowNorms } from "../geometry.ts";
import { bestMasses } from "../start/masses.ts";
import { drawTeacher } from "../teacher/draw.ts";
import { teacherOf } from "../teacher/teacher-of.ts";

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;
const draws = 5;

/** Theorem 3: L(W) = 0 ⟹ every student direction is a teacher direction. */
export const theorem3: Claim<Config> = {
  id: "theorem-3",
  name: "Theorem 3",
  says: "At zero loss every student points along a teacher.",
  statement: String.raw`L(W)=0\ \Longrightarrow\ \forall j\ \exists i:\ \hat w_j=\pm\hat w_i^*`,
  quantity: "share of the mass outside the teachers' directions at zero loss",
  grade: "exact",
  fidelity: "paper",
  addition:
    "tested on the only zero-loss networks there are among given directions: the teachers' own, turned teachers and random ones, with their best non-negative masses",
  assumes: [],
  construct: (config, context) =>
    Array.from({ length: draws }, (_, k) => k).flatMap((k) => {
      const key = fold(fold(context.key, "theorem 3"), k);
      const { teacher, dimension: d } = teacherOf(config, { ...context, key });
      return massOutside(context, key, "abs", teacher, d, `draw ${k}`);
    }),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, range: [0, 1], constants: "given" }),
  counter: {
    why: "ReLU in place of |x|, teachers that add up to 0: the opposite directions fit exactly (Claim 1)",
    construct: (config, context) =>
      Array.from({ length: draws }, (_, k) => k).flatMap((k) => {
        const key = fold(fold(context.key, "theorem 3"), k);
        const d = config.dimension;
        return massOutside(context, key, "relu", balancedTeacher(context, key, d), d, `draw ${k}`);
      }),
  },
};

/**
 * Best masses among the teachers' directions (opposite for ReLU), directions a quarter of a right angle off, and random ones;
 * then the share of mass outside the teachers' directions and the loss, both of which Theorem 3 wants to be 0.
 */
function massOutside(
  { engine }: Context,
  key: Key,
  activation: "abs" | "relu",
  teacher: Teacher,
  d: number,
  run: string,
): readonly Measured[] {
  const r = teacher.weights.length;
  const norms = rowNorms(teacher.directions, d);
  const other = new Float64Array(2 * r * d);
  normal(engine.math, fold(key, "directions"), other);
  const directions = new Float64Array(3 * r * d);
  const side = activation === "abs" ? 1 : -1;
  for (let i = 0; i < r; i++) {
    for (let k = 0; k < d; k++) {
      const unit = (side * (teacher.directions[i * d + k] as number)) / (norms[i] as number);
      directions[i * d + k] = unit;
      directions[(r + i) * d + k] = unit + (0.4 * (other[i * d + k] as number)) / Math.sqrt(d);
      directions[(2 * r + i) * d + k] = other[(r + i) * d + k] as number;
    }
  }
  const n = 3 * r;
  const { masses, loss, residual, gram } = bestMasses(engine, activation, directions, teacher, d);
  const lengths = rowNorms(directions, d);
  let inside = 0;
  let total = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    const mass = (masses[i] as number) * (lengths[i] as number);
    total += mass;
    square += mass * mass;
    // For ReLU the opposite direction is not the teacher's.
    if (i < r && activation === "abs") inside += mass;
  }
  const values = new Float64Array(n);
  engine.linear.eigenSymmetric(gram, n, values);
  const least = values[0] as number;
  const largest = values[n - 1] as number;
  // |z − z*| ≤ (residual + rounding of the products) √n / λ_min for the quadratic of this Gram matrix.
  const wrong = (residual + 8 * n * unitRoundoff * largest * Math.sqrt(square)) * Math.sqrt(n);
  return [
    { run: `${run}, mass outside`, value: (total - inside) / total, rounding: wrong / (least * total) },
    { run: `${run}, loss`, value: loss, rounding: 16 * n * unitRoundoff * largest * square },
  ];
}

/** Three teachers that add up to 0. */
export function balancedTeacher({ engine }: Context, key: Key, d: number): Teacher {
  const { directions } = drawTeacher(engine.math, fold(key, "balanced"), {
    dimension: d,
    teachers: 2,
    directions: "separated",
    separation: 60,
    normMin: 1,
    normMax: 1,
  });
  const rows = new Float64Array(3 * d);
  rows.set(directions);
  for (let k = 0; k < d; k++) rows[2 * d + k] = -((directions[k] as number) + (directions[d + k] as number));
  return { directions: rows, weights: new Float64Array(3).fill(1) };
}
