import type { Elementary } from "@overparam/core";

/**
 * ψ(t) = sin t − t cos t for t in [0, π]: by its series t³/3 − t⁵/30 + t⁷/840 − … below 0.3, where the two terms cancel.
 *
 * @returns relative error about 1e-15
 */
export function psi(math: Elementary, t: number): number {
  if (t >= 0.3) return math.sin(t) - t * math.cos(t);
  const z = t * t;
  return t * z * (1 / 3 - z * (1 / 30 - z * (1 / 840 - z * (1 / 45_360 - z * (1 / 3_991_680 - z / 518_918_400)))));
}
