import type { Claim, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { passageSquared } from "../counters/passage-squared.ts";
import type { AntProblem } from "../problem.ts";
import { wins } from "../reduce.ts";
import { onTwoPaths, stepsFor } from "../settings.ts";
import { crossover } from "../theory/crossover.ts";
import { theory } from "./assumptions.ts";

/** Short leaky paths (A) against long clean ones (B). */
export const crossings = [
  { edgesA: 2, passageA: 0.8, edgesB: 5, passageB: 0.99 },
  { edgesA: 2, passageA: 0.7, edgesB: 4, passageB: 0.98 },
  { edgesA: 3, passageA: 0.85, edgesB: 6, passageB: 0.97 },
  { edgesA: 4, passageA: 0.9, edgesB: 9, passageB: 0.995 },
] as const;
const counts = { smoke: 1, default: 4, full: 4 } as const;
/** Relative distances from r* at which the winner is looked at. */
const beside = { smoke: [0.02], default: [0.02, 0.003], full: [0.02, 0.003, 0.0005] } as const;

function trials(config: Config, seed: number): readonly Trial<Config>[] {
  return crossings.slice(0, counts[config.scale]).flatMap((pair) => {
    const at = crossover({ edges: pair.edgesA, passage: pair.passageA }, { edges: pair.edgesB, passage: pair.passageB });
    return beside[config.scale].flatMap((part) =>
      [1 - part, 1 + part].map((side) => {
        const setting = onTwoPaths(config, {
          ...pair,
          growth: at * side,
          decay: 0.9,
          forward: 1,
          backward: 1,
          start: "even",
          stopShare: 0.01,
          recordsPerDecade: 10,
        });
        return { config: { ...setting, steps: stepsFor(setting, 40) }, seed };
      }),
    );
  });
}

/** The winner changes at r*. */
export const crossoverClaim: Claim<Config, AntProblem> = {
  id: "crossover",
  name: "Crossover",
  says: "Between a short leaky and a long clean path the winner changes exactly at a growth in closed form.",
  statement: String.raw`r^*=\Big(\lambda_l^{n_l-1}/\lambda_s^{n_s-1}\Big)^{1/(n_l-n_s)}:\quad r<r^*\Rightarrow\text{long wins},\ r>r^*\Rightarrow\text{short wins}`,
  quantity: "1 for a run beside r* that ends with shares above 99 % on the predicted path, else 0",
  grade: "exact",
  fidelity: "derived",
  addition: "the formula is the laboratory's; it is tried at 2 % and 0.3 % on either side of r*",
  assumes: theory,
  ensemble: trials,
  reduce: wins,
  predict: () => ({ form: "equals", value: 1, range: [0, 1], constants: "given" }),
  counter: {
    why: "walkers leak twice at every node, and r* is computed for once",
    alter: (setup, _config, context) => passageSquared(setup, context),
  },
};
