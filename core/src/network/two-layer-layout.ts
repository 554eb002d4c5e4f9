import { type TwoLayer, misuse } from "@overparam/kernels";
import type { Layout } from "./layout.ts";

/**
 * The blocks of a two-layer network's parameters: W [m,d], then a [m] where the output weights are trained.
 *
 * @throws Misuse unless m and d are positive integers
 */
export function twoLayerLayout(network: TwoLayer): Layout {
  const { students, inputs } = network;
  if (!(Number.isSafeInteger(students) && students >= 1)) throw misuse("twoLayerLayout", "students must be a positive integer", students);
  if (!(Number.isSafeInteger(inputs) && inputs >= 1)) throw misuse("twoLayerLayout", "inputs must be a positive integer", inputs);
  const directions = { name: "directions", symbol: "W", shape: [students, inputs], offset: 0 };
  if (network.parameterization !== "output") return { blocks: [directions], size: students * inputs };
  const weights = { name: "weights", symbol: "a", shape: [students], offset: students * inputs };
  return { blocks: [directions, weights], size: students * inputs + students };
}
