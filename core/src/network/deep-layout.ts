import { deepBlockShapes, type DeepNetwork } from "@overparam/kernels";
import type { Block, Layout } from "./layout.ts";

/** The blocks of a deep network's parameters: W_1 … W_L (names `W1` …), then the output weights B. */
export function deepLayout(network: DeepNetwork): Layout {
  const blocks: Block[] = [];
  let offset = 0;
  for (const [index, shape] of deepBlockShapes(network).entries()) {
    const last = index === network.layers;
    blocks.push({ name: last ? "B" : `W${index + 1}`, symbol: last ? "B" : `W_${index + 1}`, shape, offset });
    offset += shape.reduce((product, side) => product * side, 1);
  }
  return { blocks, size: offset };
}
