import type { Elementary } from "@overparam/kernels";
import { freedom, type SignedNetwork } from "./signed-network.ts";

/** The best network found of one width. */
export interface WidthFit {
  readonly network: SignedNetwork;
  /** Σ e² on the rows it was fitted to. */
  readonly squares: number;
  /** Root mean square error on them, and on held-out rows; in units of the target's root mean square. */
  readonly error: number;
  readonly heldOut: number;
}

/**
 * n ln(Σe²/n) + p ln n: smaller is better. Squares below the rounding floor count as the floor, so that of two exact networks the smaller wins.
 *
 * @source Schwarz 1978
 */
export function informationCriterion(math: Elementary, { network, squares }: WidthFit, samples: number, floor: number): number {
  return samples * math.log(Math.max(squares / samples, floor * floor)) + freedom(network) * math.log(samples);
}
