import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawTeacher, type TeacherLaw } from "../teacher/draw.ts";
import { patternMatrix } from "../teacher/pattern-moments.ts";

/** 1/4 − 1/(2π), rounded to double. */
const constant = 0.09084505690810467;
/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

const sizes = [
  [2, 2],
  [3, 2],
  [5, 3],
  [5, 5],
  [10, 4],
  [10, 10],
] as const;

/** Orthonormal teachers: λ_min(A) = 1/4 − 1/(2π), whatever d and m_0 ≥ 2. */
export const conditioning: Claim<Config> = {
  id: "conditioning",
  name: "Conditioning",
  says: "With orthonormal teachers the curvature at them is bounded below by a constant that depends on neither their number nor the dimension.",
  statement: String.raw`\lambda_{\min}(A)=\tfrac14-\tfrac1{2\pi}`,
  quantity: "least eigenvalue of A",
  grade: "exact",
  fidelity: "derived",
  addition: "the constant is the laboratory's",
  assumes: [],
  construct: (_config, context) => leastEigenvalues(context, "orthonormal"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: constant, constants: "given" }),
  counter: {
    why: "teachers in random directions are not orthonormal",
    construct: (_config, context) => leastEigenvalues(context, "random"),
  },
};

function leastEigenvalues({ engine, key }: Context, directions: TeacherLaw["directions"]): readonly Measured[] {
  return sizes.map(([d, r]) => {
    const law: TeacherLaw = { dimension: d, teachers: r, directions, separation: 10, signs: "equal" };
    const { directions: rows } = drawTeacher(engine.math, fold(key, `frame ${d} ${r}`), law);
    const n = r * d;
    const values = new Float64Array(n);
    engine.linear.eigenSymmetric(patternMatrix(engine.math, rows, d), n, values);
    // Weyl: an eigenvalue moves by no more than the matrix, whose norm is at most r/2; the solver's own error is a small multiple of n u ‖A‖.
    return { run: `d = ${d}, m_0 = ${r}`, value: values[0] as number, rounding: 8 * n * unit * r };
  });
}
