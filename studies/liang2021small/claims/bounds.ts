import type { Claim, Elementary, Measured, RunRecord, Sample, Setup } from "@overparam/core";
import type { Config } from "../config.ts";
import { errorAxes } from "../observables/errors.ts";
import { neuronAxes } from "../observables/state.ts";
import type { LiangProblem } from "../problem.ts";
import { entryOf, fact, numberOf, settled } from "../reduce/values.ts";
import { exclusiveOr } from "./assumptions.ts";
import { certifiedRuns, changed, testErrorRuns, wideRuns } from "../trials.ts";

/** Path norm of the explicit network with margin coefficient 1: four neurons of norm √2. */
const comparison = 5.656854249492381;
/** Path norms are fixed in advance on a grid of this ratio. */
const grid = 1.1;
/** Probability with which the bound may fail. */
const delta = 0.01;

const last = (record: RunRecord<Config>): Sample => record.samples.at(-1) ?? { iteration: 0, time: 0, values: {} };

/** Path-norm bound: F* ≤ ℓ(γ) + λ C for any network of path norm C with margin γ. */
export const pathNorm: Claim<Config> = {
  id: "path-norm",
  name: "Path norm",
  says: "A certified network is at least as good as an explicit one, which bounds its empirical risk and its path norm.",
  statement: String.raw`F^*\le\min_c\ \ell(c\gamma)+\lambda\,c\,4\sqrt2,\qquad P\le F^*/\lambda`,
  quantity: "objective, and λ times the path norm, over what the explicit network of four neurons gives",
  grade: "inequality",
  fidelity: "derived",
  addition: "the explicit network |x₁ + x₂| − |x₁ − x₂| of the exclusive-or, scaled by the best of 200 factors",
  assumes: [exclusiveOr],
  ensemble: (config, seed) => certifiedRuns(config, seed).filter((trial) => trial.config.data === "circle"),
  reduce: ({ records, math }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      const gamma = fact(record, "comparisonMargin");
      let bound = fact(record, "zeroValue");
      for (let k = 1; k <= 200; k++)
        bound = Math.min(bound, math.softplus(-(k / 10) * gamma) + fact(record, "lambda") * (k / 10) * comparison);
      const rounding = (sample: Sample): number => numberOf(sample, "lossFloor") / bound;
      return [
        settled(record, (sample) => numberOf(sample, "loss") / bound, rounding),
        settled(record, (sample) => (fact(record, "lambda") * entryOf(sample, "neurons", neuronAxes.pathNorm)) / bound, rounding),
      ];
    }),
  }),
  predict: () => ({ form: "at most", bound: 1, constants: "given" }),
  counter: {
    why: "large random networks that have hardly moved",
    ensemble: (config, seed) => changed(wideRuns(config, seed), { steps: 2, step: 0.01, startScale: 3 }),
  },
};

/** The bound of the test error, for a run: share of margins below 1, 4 P B/√n with P rounded up on a grid, and the confidence term with a union over the grid. */
export function testErrorBound(record: RunRecord<Config>, sample: Sample, math: Elementary): number {
  const n = fact(record, "n");
  const norm = entryOf(sample, "neurons", neuronAxes.pathNorm);
  const k = Math.max(0, Math.ceil(math.log(Math.max(norm, 1)) / math.log(grid)));
  let fixed = 1;
  for (let i = 0; i < k; i++) fixed *= grid;
  const confidence = math.log(((k + 1) * (k + 2)) / delta);
  return (
    entryOf(sample, "errors", errorAxes.margin) + (4 * fixed * fact(record, "radius")) / Math.sqrt(n) + Math.sqrt(confidence / (2 * n))
  );
}

/** Test error from the certificate. */
export const testError: Claim<Config> = {
  id: "test-error",
  name: "Test error",
  says: "The test error is below an explicit bound made of margins, path norm and the number of samples.",
  statement: String.raw`\Pr[yf\le0]\le\tfrac1n\#\{y_if_i<1\}+\tfrac{4PB}{\sqrt n}+\sqrt{\tfrac{\log(1/\delta)}{2n}}`,
  quantity: "test error less its bound",
  grade: "inequality",
  fidelity: "derived",
  addition:
    "constants by Rademacher complexity; the paper's own bound is not known here. P is rounded up on a grid of ratio 1.1 with a union over it; δ = 0.01",
  assumes: [],
  ensemble: testErrorRuns,
  reduce: ({ records, math }) => ({ kind: "values", values: records.map((record) => excess(record, math)) }),
  predict: () => ({ form: "at most", bound: 0, scale: 1, constants: "given", range: [-1, 1] }),
  counter: {
    why: "test samples with the labels of another law: exclusive-or turned by 90°",
    ensemble: (config, seed) => {
      const all = testErrorRuns(config, seed);
      return all.slice(-1);
    },
    alter: (setup: Setup): Setup => {
      const problem = setup.problem as LiangProblem;
      return { ...setup, problem: { ...problem, test: { ...problem.test, y: problem.test.y.map((y) => -y) } } as LiangProblem };
    },
  },
};

function excess(record: RunRecord<Config>, math: Elementary): Measured {
  const sample = last(record);
  const size = fact(record, "testSize");
  const error = entryOf(sample, "errors", errorAxes.test);
  const smooth = (error * size + 1) / (size + 2);
  return { run: record.id, value: error - testErrorBound(record, sample, math), deviation: Math.sqrt((smooth * (1 - smooth)) / size) };
}
