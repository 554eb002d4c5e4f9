import type { Claim, Measured, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { passageSquared } from "../counters/passage-squared.ts";
import type { AntProblem } from "../problem.ts";
import { fact, shareOf } from "../reduce.ts";
import { onTwoPaths, stepsFor } from "../settings.ts";
import { theory } from "./assumptions.ts";

/** Settings that vary n, λ, r, F, B and D. */
const settings: readonly Partial<Config>[] = [
  { edgesA: 3, edgesB: 3, passageA: 0.9, passageB: 0.95 },
  { edgesA: 6, edgesB: 3, passageA: 1, passageB: 1, growth: 1.1, forward: 0.5, backward: 1 },
  { edgesA: 2, edgesB: 5, passageA: 0.8, passageB: 0.99 },
  { edgesA: 2, edgesB: 5, passageA: 0.8, passageB: 0.99, growth: 1.1 },
  { edgesA: 4, edgesB: 4, passageA: 0.5, passageB: 0.8, forward: 1, backward: 0.25 },
  { edgesA: 2, edgesB: 2, passageA: 0.6, passageB: 0.7, decay: 0.5 },
  { edgesA: 2, edgesB: 8, passageA: 0.3, passageB: 0.99, decay: 0.7 },
  { edgesA: 5, edgesB: 3, passageA: 0.97, passageB: 0.9, growth: 1.05, forward: 2, backward: 0.7 },
  { edgesA: 1, edgesB: 4, passageB: 0.95, decay: 0.8 },
  { edgesA: 7, edgesB: 4, passageA: 0.99, passageB: 0.9, growth: 1.2, decay: 0.95 },
  { edgesA: 10, edgesB: 9, passageA: 0.9, passageB: 0.9, decay: 0.6, forward: 0.1, backward: 3 },
  { edgesA: 3, edgesB: 3, passageA: 0.85, passageB: 1, growth: 1.5, decay: 0.99 },
];

const counts = { smoke: 4, default: 12, full: 12 } as const;
/** The share is followed between these: far in the tail nothing but the slowest mode is left, and both are far from underflow. */
const from = 1e-100;
const to = 1e-240;
/** −ln of the last one, and a little. */
const folds = 560;
/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

function trials(config: Config, seed: number): readonly Trial<Config>[] {
  return settings.slice(0, counts[config.scale]).map((change) => {
    const { edgesA, edgesB, passageA, passageB, decay, forward, backward } = {
      passageA: 1,
      passageB: 1,
      decay: 0.9,
      forward: 1,
      backward: 1,
      ...change,
    } as Config;
    const setting = onTwoPaths(config, {
      edgesA,
      edgesB,
      passageA,
      passageB,
      decay,
      forward,
      backward,
      growth: change.growth ?? 1,
      stopShare: 1e-245,
      recordsPerDecade: 30,
    });
    return { config: { ...setting, steps: stepsFor(setting, folds + 20) }, seed };
  });
}

/** The losing share shrinks by the factor ρ a step. */
export const deathRateClaim: Claim<Config, AntProblem> = {
  id: "death-rate",
  name: "Death rate",
  says: "The share of the losing path shrinks by a factor a step that solves an equation of degree 2 n₁.",
  statement: String.raw`(\rho-D'-a)(\rho-D'-b)=ab\,\mu_1^2\rho^{-2(n_1-1)},\quad a=\tfrac{(1-D')F}{F+B\mu_2},\ b=\tfrac{(1-D')B}{B+F\mu_2},\ D'=D/r`,
  quantity: "measured factor a step of the losing share less ρ",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper's rates are not known here; the equation is the laboratory's linearisation about the winner",
  assumes: theory,
  ensemble: trials,
  reduce: ({ records, math }) => ({
    kind: "values",
    values: records.map((record): Measured => {
      const loser = record.facts["loser"] === "A" ? "A" : "B";
      const tail = record.samples
        .map((sample) => ({ iteration: sample.iteration, share: shareOf(record, sample, loser) }))
        .filter(({ share }) => share <= from && share >= to);
      const [first, last] = [tail[0], tail.at(-1)];
      if (first === undefined || last === undefined || last.iteration === first.iteration) return { run: record.id, value: Number.NaN };
      const steps = last.iteration - first.iteration;
      const factor = math.exp((math.log(last.share) - math.log(first.share)) / steps);
      return {
        run: record.id,
        value: factor - fact(record, "deathRate"),
        // Rounding of one step, a dozen operations; of logs of size 600; and the predicted root's own.
        rounding: 16 * unit + (1200 * 2 * unit) / steps + fact(record, "deathRateRounding"),
      };
    }),
  }),
  predict: () => ({ form: "equals", value: 0, range: [-1, 1], constants: "given" }),
  counter: {
    why: "walkers leak twice at every node, and ρ is computed for once",
    alter: (setup, _config, context) => passageSquared(setup, context),
  },
};
