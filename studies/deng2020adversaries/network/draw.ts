import { type Elementary, fold, type Key, normal, uniform } from "@overparam/core";
import type { SmoothActivation, SmoothNetwork } from "./network.ts";

/** Sizes of a network to draw. */
export interface NetworkOrder {
  readonly activation: SmoothActivation;
  readonly inputs: number;
  readonly width: number;
}

/** w_r ~ N(0, I_d), a_r uniform on ±1, all independent. */
export function drawNetwork(math: Elementary, key: Key, { activation, inputs, width }: NetworkOrder): SmoothNetwork {
  const weights = new Float64Array(width * inputs);
  normal(math, fold(key, "weights"), weights);
  return { activation, inputs, width, weights, signs: drawSigns(fold(key, "signs"), width) };
}

/** Independent ±1, [width]. */
export function drawSigns(key: Key, width: number): Float64Array {
  const signs = new Float64Array(width);
  uniform(key, signs);
  return signs.map((entry) => (entry < 0.5 ? -1 : 1));
}
