import type { Elementary } from "@overparam/core";

/**
 * share_A/share_B = ((1 + μ_A)/(1 + μ_B))^{α/(1 − α)}: where the power rule with α < 1 settles on paths of equal length with F = B and r = 1.
 *
 * @source derived by the laboratory
 */
export function coexistence(math: Elementary, muA: number, muB: number, alpha: number): number {
  return math.exp((alpha / (1 - alpha)) * (math.log(1 + muA) - math.log(1 + muB)));
}
