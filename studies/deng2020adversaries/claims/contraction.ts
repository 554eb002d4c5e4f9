import type { Claim, Material } from "@overparam/core";
import type { Config } from "../config.ts";
import { halfStep } from "../counters.ts";
import { radiusLadder } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { contractionOf } from "../reduce/contraction.ts";
import { arrayOf, fact, last } from "../reduce/read.ts";

/** Near the maximum the error shrinks by 1/(1 + η|r|‖∇f‖/ε) a step, r and ∇f there. */
export const contraction: Claim<Config, DengProblem> = {
  id: "contraction",
  name: "Contraction",
  says: "Near the maximum every step makes the distance smaller by one factor, which tends to 1/(1 + η|r|‖∇f‖/ε).",
  statement: String.raw`\frac{\|\delta_{t+1}-\delta^*\|}{\|\delta_t-\delta^*\|}\to\frac{1}{1+\eta|r|\,\|\nabla f\|/\varepsilon}`,
  quantity: "measured factor over the formula as ε → 0, η in proportion to ε",
  grade: "exact",
  fidelity: "derived",
  addition:
    "the formula; a step η in proportion to ε, as 1 + ηrλ, λ a curvature of f, multiplies the factor and does not tend to 1 at fixed η",
  assumes: [],
  ensemble: radiusLadder,
  reduce: (material) => ({
    kind: "values",
    values: ratios(material).map(({ seed, radius, factor, leading }) => ({ run: `seed ${seed}`, x: radius, value: factor / leading })),
  }),
  predict: () => ({ form: "limit", value: 1, over: "ε", constants: "given" }),
  counter: { why: "the ascent takes half of the stated step", alter: halfStep },
};

/** The same as a number: within one percent of the formula where ε is at most 0.01. */
export const contractionPercent: Claim<Config, DengProblem> = {
  id: "contraction-percent",
  name: "Contraction, one percent",
  says: "For radii up to 0.01 the factor is within one percent of 1/(1 + η|r|‖∇f‖/ε).",
  statement: String.raw`\left|\frac{\|\delta_{t+1}-\delta^*\|}{\|\delta_t-\delta^*\|}\left(1+\frac{\eta|r|\,\|\nabla f\|}{\varepsilon}\right)-1\right|\le 0.01,\quad\varepsilon\le 0.01`,
  quantity: "largest |measured factor over the formula − 1| over networks with ε ≤ 0.01",
  grade: "inequality",
  fidelity: "derived",
  addition: "the formula; one percent is the size of what it leaves out, η|r| times a curvature of f, which is of the order of ε",
  assumes: [],
  ensemble: radiusLadder,
  reduce: (material) => ({
    kind: "values",
    values: ratios(material).map(({ seed, radius, factor, leading }) => ({
      run: `seed ${seed}, ε = ${radius}`,
      value: Math.abs(factor / leading - 1),
    })),
  }),
  predict: () => ({ form: "at most", bound: 0.01, constants: "given" }),
  counter: { why: "the ascent takes half of the stated step", alter: halfStep },
};

function ratios({ records, math }: Material<Config>) {
  const root = (x: number, n: number): number => math.exp(math.log(x) / n);
  return records.map((record) => {
    const end = last(record);
    const eta = fact(record, "eta");
    const radius = fact(record, "radius");
    const residual = Math.abs(arrayOf(end, "residuals")[0] ?? Number.NaN);
    const slope = arrayOf(end, "slopes")[0] ?? Number.NaN;
    return {
      seed: record.seed,
      radius,
      factor: contractionOf(record, root),
      leading: 1 / (1 + (eta * residual * slope) / radius),
    };
  });
}
