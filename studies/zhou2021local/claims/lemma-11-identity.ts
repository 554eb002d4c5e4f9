import { type Claim, type Context, fold, type Measured, normal, signMoment, type TwoLayer } from "@overparam/core";
import type { Config } from "../config.ts";
import { rowNorms } from "../geometry.ts";
import { teacherOf } from "../teacher/teacher-of.ts";

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;
const draws = 5;

/** Lemma 11, its identity: ‖R_1‖² = vᵀ M v, M_ij = E[x xᵀ sgn(w*_i·x) sgn(w*_j·x)]. */
export const lemma11Identity: Claim<Config> = {
  id: "lemma-11-identity",
  name: "Lemma 11, identity",
  says: "The error of the average neurons is a quadratic form of the teachers' sign patterns.",
  statement: String.raw`\|R_1\|^2=v^\top Mv,\qquad M_{ij}=\mathbb E\bigl[xx^\top\mathrm{sgn}(w_i^{*\top}x)\,\mathrm{sgn}(w_j^{*\top}x)\bigr]`,
  quantity: "(vᵀMv − ‖R_1‖²)/‖v‖²",
  grade: "exact",
  fidelity: "paper",
  addition:
    "‖R_1‖² is computed as the curvature of E(Σ|w_i·x| − f*)² at w_i = w*_i along v, by the engine's Hessian, and M from its closed form",
  assumes: [],
  construct: (config, context) => difference(config, context, (moment) => moment),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "indicators 1{w*·x > 0} in place of signs, as for ReLU",
    construct: (config, context) => difference(config, context, (moment, same) => (moment + (same ? 1 : 0)) / 4),
  },
};

/** vᵀMv − vᵀHv with H = ∇² ½E(Σ|w_i·x| − f*)² at the teachers, where the residual vanishes and H = E ∇f ∇fᵀ. */
function difference(config: Config, context: Context, entry: (moment: number, diagonal: boolean) => number): readonly Measured[] {
  const { engine } = context;
  return Array.from({ length: draws }, (_, k): Measured => {
    const key = fold(fold(context.key, "lemma 11"), k);
    const { teacher, dimension: d } = teacherOf(config, { ...context, key });
    const r = teacher.weights.length;
    const p = r * d;
    const v = new Float64Array(p);
    normal(engine.math, fold(key, "v"), v);
    const moment = signMoment(engine, teacher.directions, d);
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) moment[i * p + j] = entry(moment[i * p + j] as number, i % d === j % d);
    }
    const network: TwoLayer = { activation: "abs", parameterization: "plain", students: r, inputs: d };
    const problem = engine.population.open(network, teacher);
    const curved = new Float64Array(p);
    problem.hessianTimes(teacher.directions, v, curved);
    problem.close();
    let form = 0;
    let square = 0;
    let curvature = 0;
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) form += (v[i] as number) * (moment[i * p + j] as number) * (v[j] as number);
      curvature += (v[i] as number) * (curved[i] as number);
      square += (v[i] as number) * (v[i] as number);
    }
    // Entries of M and of the curvature along v are at most 1 a pair of teachers; the Hessian also cancels terms of relative size max‖w*‖/min‖w*‖.
    const norms = rowNorms(teacher.directions, d);
    const spread = norms.reduce((a, b) => Math.max(a, b)) / norms.reduce((a, b) => Math.min(a, b));
    return { run: `draw ${k}`, value: (form - curvature) / square, rounding: 32 * unitRoundoff * (p + r) * r * spread };
  });
}
