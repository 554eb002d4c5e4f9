import { fold, rootKey, type Trial, uniform } from "@overparam/core";
import type { Config } from "./config.ts";
import { deathRate } from "./theory/death-rate.ts";
import { pathWeight } from "./theory/weight.ts";

/** What a draw of two paths may vary. */
export interface Regime {
  readonly name: string;
  readonly leaks: boolean;
  readonly grows: boolean;
}

export const constantFlow: Regime = { name: "constant flow", leaks: true, grows: false };
export const growingFlow: Regime = { name: "growing flow", leaks: false, grows: true };
export const bothTogether: Regime = { name: "growing flow with leakage", leaks: true, grows: true };

/** A config on two paths, whatever the user's graph is; rules, leads and stops as given. */
export function onTwoPaths(config: Config, change: Partial<Config>): Config {
  const { file: _, ...rest } = config;
  return { ...rest, graph: "two-path", rule: "linear", start: "even", growth: 1, ...change };
}

/** The least difference of the two weights μ, so that a run ends. */
const leastDifference = 0.02;

/**
 * Two paths at random: 2 to 6 edges each, passages in [0.5, 1], growth in [1.02, 1.3], D in [0.7, 0.95], F and B in [0.5, 1], a lead of A in [0.05, 0.95].
 * Drawn again where the weights differ by less than {@link leastDifference}.
 *
 * Steps: enough for the losing share to fall from 0.95 to the stop by the death rate, eight times over.
 */
export function randomTwoPaths(config: Config, seed: number, regime: Regime, index: number): Trial<Config> {
  const key = fold(fold(rootKey("charikar2021ants", seed), regime.name), index);
  const draws = new Float64Array(9);
  for (let attempt = 0; ; attempt++) {
    uniform(fold(key, attempt), draws);
    const [a, b, lambdaA, lambdaB, r, d, f, back, lead] = Array.from(draws) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const drawn = onTwoPaths(config, {
      edgesA: 2 + Math.floor(5 * a),
      edgesB: 2 + Math.floor(5 * b),
      passageA: regime.leaks ? 0.5 + 0.5 * lambdaA : 1,
      passageB: regime.leaks ? 0.5 + 0.5 * lambdaB : 1,
      growth: regime.grows ? 1.02 + 0.28 * r : 1,
      decay: 0.7 + 0.25 * d,
      forward: 0.5 + 0.5 * f,
      backward: 0.5 + 0.5 * back,
      start: "lead",
      lead: 0.05 + 0.9 * lead,
      stopShare: 0.01,
    });
    const muA = pathWeight(drawn.edgesA, drawn.passageA, drawn.growth);
    const muB = pathWeight(drawn.edgesB, drawn.passageB, drawn.growth);
    if (Math.abs(muA - muB) < leastDifference) continue;
    return { config: { ...drawn, steps: stepsFor(drawn, 8 * 4.6) }, seed };
  }
}

/** Steps in which the losing share shrinks by e^{−folds} at the death rate, and a few hundred for the transient. */
export function stepsFor(config: Config, folds: number): number {
  const { edgesA, edgesB, passageA, passageB, growth, decay, forward, backward } = config;
  const muA = pathWeight(edgesA, passageA, growth);
  const muB = pathWeight(edgesB, passageB, growth);
  const aLoses = muA < muB;
  const { rho } = deathRate({
    edges1: aLoses ? edgesA : edgesB,
    mu1: aLoses ? muA : muB,
    mu2: aLoses ? muB : muA,
    decay,
    growth,
    forward,
    backward,
  });
  return Math.floor(500 + folds / Math.max(1 - rho, 1e-7));
}
