import { type Circular, type Elementary, type FullyConnected, misuse } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Data } from "../problem.ts";

/**
 * The paper's network: h_0 = relu(A x), L trained layers, output B h_L.
 *
 * Residual: h_l = relu(h_{l−1} + τ W_l h_{l−1}) for l < L, τ = skip/(L log m). Convolutional: A reads single positions, W_l the Q around each.
 *
 * @throws Misuse where positions do not divide the inputs
 */
export function networkOf(
  math: Elementary,
  config: Config,
  { inputs, outputs }: Pick<Data, "inputs" | "outputs">,
): FullyConnected | Circular {
  const { architecture, width, positions, taps } = config;
  const layers = config.layers + 1;
  if (architecture === "convolutional") {
    if (inputs % positions !== 0) {
      throw misuse("allenzhu2019convergence: positions", `they must divide the ${inputs} inputs`, positions, "choose a divisor");
    }
    return { kind: "circular", positions, taps: Math.min(taps, positions), inputs: inputs / positions, channels: width, layers, outputs };
  }
  const plain = { kind: "fully connected" as const, inputs, width, layers, outputs };
  return architecture === "residual" ? { ...plain, skip: config.skip / (config.layers * math.log(Math.max(width, 3))) } : plain;
}

/** The middle matrices are trained, A and B are not. */
export function trainedLayers(network: FullyConnected | Circular): readonly boolean[] {
  return Array.from({ length: network.layers + 1 }, (_, l) => l > 0 && l < network.layers);
}
