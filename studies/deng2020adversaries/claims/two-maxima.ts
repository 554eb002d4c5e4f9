import type { Claim, Count, Elementary } from "@overparam/core";
import type { Config } from "../config.ts";
import { countSweep, someOf, scales } from "../ensembles.ts";
import { momentsOf } from "../network/moments.ts";
import type { DengProblem } from "../problem.ts";
import { maximaOf } from "../reduce/maxima.ts";
import { fact } from "../reduce/read.ts";
import { randomInputs } from "./assumptions.ts";

/** The law is compared as the count of so many networks. */
const many = 1_000_000;

/** The share of networks with two maxima is P(ε‖∇f‖ > |f − y|), f Gaussian with variance Eσ². */
export const twoMaxima: Claim<Config, DengProblem> = {
  id: "two-maxima",
  name: "Share with two maxima",
  says: "How many networks have two local maxima follows from the Gaussian law of the output and the size of the gradient.",
  statement: String.raw`P(\text{two})=P(\varepsilon\|\nabla f\|>|f-y|),\quad f\sim N(0,\mathbb E\sigma(\|x\|z)^2),\ \|\nabla f\|^2\sim\mathbb E\|\nabla f\|^2`,
  quantity: "share of networks with two maxima at every scale",
  grade: "exact",
  fidelity: "derived",
  addition: "the law, exact in the wide limit and to first order in ε",
  assumes: [randomInputs],
  ensemble: (config, seed) => countSweep(config, seed),
  reduce: ({ records }) => ({
    kind: "counts",
    counts: scales.map((scale) => {
      const runs = records.filter((record) => fact(record, "scale") === scale);
      return { group: `‖x‖ = ${scale}`, hits: runs.filter((record) => maximaOf(record) === 2).length, of: runs.length };
    }),
  }),
  predict: (config, math) => ({ form: "fractions equal", to: predicted(config, math), constants: "given" }),
  counter: {
    why: "labels of size 4 in the runs, where the law is told 1",
    ensemble: (config, seed) => someOf(countSweep(config, seed, { label: 4, starts: 4 })),
  },
};

/** The law at every scale, for labels of size 1 and a radius of half the input. */
function predicted(config: Config, math: Elementary): readonly Count[] {
  const d = config.scale === "smoke" ? 20 : 40;
  return scales.map((scale) => ({
    group: `‖x‖ = ${scale}`,
    hits: Math.round(many * shareOfTwo(math, config.activation, scale, d)),
    of: many,
  }));
}

/** P(|f − 1| < ε‖∇f‖) with ε = ‖x‖/2. */
export function shareOfTwo(math: Elementary, activation: Config["activation"], scale: number, d: number): number {
  const { value, slope, slopeAlong } = momentsOf(math, activation, scale);
  const reach = (scale / 2) * Math.sqrt((d - 1) * slope + slopeAlong);
  const below = (f: number): number => (1 + math.erf(f / Math.sqrt(2 * value))) / 2;
  return below(1 + reach) - below(1 - reach);
}
