import { type SampledNetwork, misuse } from "@overparam/kernels";
import type { Layout } from "./layout.ts";

/**
 * The blocks of a two-layer network's parameters: W [m,d], then a [m] where the output weights are trained, then b [m] where hidden biases are.
 *
 * @throws Misuse unless m and d are positive integers
 */
export function twoLayerLayout(network: SampledNetwork): Layout {
  const { students, inputs } = network;
  if (!(Number.isSafeInteger(students) && students >= 1)) throw misuse("twoLayerLayout", "students must be a positive integer", students);
  if (!(Number.isSafeInteger(inputs) && inputs >= 1)) throw misuse("twoLayerLayout", "inputs must be a positive integer", inputs);
  const directions = { name: "directions", symbol: "W", shape: [students, inputs], offset: 0 };
  const blocks = [directions];
  let size = students * inputs;
  const append = (name: string, symbol: string): void => {
    blocks.push({ name, symbol, shape: [students], offset: size });
    size += students;
  };
  if (network.parameterization === "output") append("weights", "a");
  if (network.hiddenBias === true) append("biases", "b");
  return { blocks, size };
}
