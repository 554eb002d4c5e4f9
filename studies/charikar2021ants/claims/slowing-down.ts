import { type Claim, type Curve, fold, type Material, rootKey, type Trial, uniform } from "@overparam/core";
import type { Config } from "../config.ts";
import type { AntProblem } from "../problem.ts";
import { fact } from "../reduce.ts";
import { onTwoPaths, stepsFor } from "../settings.ts";
import { theory } from "./assumptions.ts";

/** Independent settings of n, D, F, B. */
const counts = { smoke: 4, default: 8, full: 20 } as const;
/** Differences μ_2 − μ_1 for each of them. */
const gaps = [0.08, 0.05, 0.032, 0.02, 0.0126, 0.008, 0.005, 0.0032, 0.002] as const;

function trials(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  const draws = new Float64Array(4);
  return Array.from({ length: counts[config.scale] }, (_, i) => i).flatMap((i) => {
    uniform(fold(fold(rootKey("charikar2021ants", seed), "slowing down"), i), draws);
    const [d, f, b, mu] = Array.from(draws) as [number, number, number, number];
    return gaps.map((gap) => {
      // Two edges: the inner passage is μ.
      const winner = 0.7 + 0.25 * mu;
      const setting = onTwoPaths(config, {
        edgesA: 2,
        edgesB: 2,
        passageA: winner - gap,
        passageB: winner,
        decay: 0.6 + 0.3 * d,
        forward: 0.5 + 0.5 * f,
        backward: 0.5 + 0.5 * b,
        start: "even",
        stopShare: 1e-4,
        recordsPerDecade: 5,
      });
      return { config: { ...setting, steps: stepsFor(setting, 60), ...change }, seed };
    });
  });
}

/** Steps to a share of 1e−4 against the gap, one curve a setting of D, F, B and μ_2. */
function curves({ records }: Material<Config>): readonly Curve[] {
  const groups = new Map<string, { readonly x: number[]; readonly y: number[] }>();
  for (const record of records) {
    const { decay, forward, backward, passageB } = record.config;
    const name = `D = ${decay}, F = ${forward}, B = ${backward}, μ = ${passageB}`;
    const group = groups.get(name) ?? { x: [], y: [] };
    groups.set(name, group);
    group.x.push(fact(record, "muB") - fact(record, "muA"));
    // A run that did not end has no time.
    group.y.push(record.outcome.kind === "reached" ? record.outcome.iteration : Number.NaN);
  }
  return [...groups].map(([run, { x, y }]) => ({ run, x, y }));
}

/** Time to convergence grows like the inverse of the gap. */
export const slowingDown: Claim<Config, AntProblem> = {
  id: "slowing-down",
  name: "Slowing down",
  says: "As two paths become equally good, the time until one has won grows like the inverse of the difference of their weights.",
  statement: String.raw`T\sim\frac{c}{(1-D)(\mu_2-\mu_1)}\quad\text{as}\ \mu_1\to\mu_2`,
  quantity: "slope of log T in log(μ₂ − μ₁) as the difference closes",
  grade: "exponent",
  fidelity: "derived",
  addition: "from the laboratory's death rate",
  assumes: theory,
  ensemble: (config, seed) => trials(config, seed),
  reduce: (material) => ({ kind: "curves", curves: curves(material) }),
  predict: () => ({ form: "slope equals", exponent: -1, towards: "small x", constants: "given" }),
  counter: {
    why: "the rule is the square of the pheromone and the better path leads: the time hardly knows the difference",
    ensemble: (config, seed) => trials(config, seed, { rule: "power", alpha: 2, start: "lead", lead: 0.3, stopShare: 0.01 }),
  },
};
