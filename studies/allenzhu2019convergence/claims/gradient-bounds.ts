import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst-by-width.ts";
import { narrowSweep, trendSweep } from "../trials.ts";
import { descent } from "./assumptions.ts";

/** Margin between the powers 0 and 1 of m: half of 1, where ‖∇F‖² would miss a whole factor of m. */
const margin = 1 / 2;

/** Theorem 3, lower bound: ‖∇F‖² ≥ Ω(F δ m/(d n²)). */
export const gradientLower: Claim<Config> = {
  id: "gradient-lower",
  name: "Theorem 3, lower bound",
  says: "There is no bad critical point near the start: the squared gradient is at least of order δ m/(d n²) times the loss.",
  statement: String.raw`\|\nabla F(W)\|_F^2\ge\Omega\!\left(F(W)\,\frac{\delta\,m}{d\,n^2}\right)`,
  quantity: "power of m in the largest F δ m/(d n² ‖∇F‖²) of a run",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "the constant is fitted on each run, over all its records down to a thousandth of the loss; what is tested is uniformity in m, margin half of 1",
  assumes: descent,
  ensemble: trendSweep,
  reduce: (material) =>
    worstByWidth(material, (sample, record) => {
      const [n, d] = [fact(record, "n"), fact(record, "outputs")];
      const g = numberOf(sample, "gradientNorm");
      return (numberOf(sample, "loss") * fact(record, "delta") * fact(record, "m")) / (d * n * n * g * g);
    }),
  predict: () => ({ form: "no growth", over: "m", margin, constants: "fitted" }),
  counter: {
    why: "an output matrix of variance 1/(m² d), so that its rows shrink with the width",
    ensemble: (config, seed) =>
      narrowSweep(config, seed, { outputPower: -2, samples: 8, steps: 2, every: 1, step: 1e-3, inputsFile: undefined }),
  },
};

/** Theorem 3, upper bound: ‖∇F‖² ≤ O(F L n m/d). */
export const gradientUpper: Claim<Config> = {
  id: "gradient-upper",
  name: "Theorem 3, upper bound",
  says: "The squared gradient is at most of order L n m/d times the loss.",
  statement: String.raw`\|\nabla F(W)\|_F^2\le O\!\left(F(W)\,\frac{L\,n\,m}{d}\right)`,
  quantity: "power of m in the largest ‖∇F‖² d/(F L n m) of a run",
  grade: "existential",
  fidelity: "recalled",
  addition: "as for the lower bound",
  assumes: descent,
  ensemble: trendSweep,
  reduce: (material) =>
    worstByWidth(material, (sample, record) => {
      const g = numberOf(sample, "gradientNorm");
      return (g * g * fact(record, "outputs")) / (numberOf(sample, "loss") * fact(record, "L") * fact(record, "n") * fact(record, "m"));
    }),
  predict: () => ({ form: "no growth", over: "m", margin, constants: "fitted" }),
  counter: {
    why: "an output matrix of variance m²/d",
    ensemble: (config, seed) =>
      narrowSweep(config, seed, { outputPower: 2, samples: 8, steps: 2, every: 1, step: 1e-3, inputsFile: undefined }),
  },
};
