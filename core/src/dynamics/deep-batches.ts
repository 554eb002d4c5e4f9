import { deepInputCount, type DeepNetwork, type DeepOptions, type Engine, type Samples } from "@overparam/kernels";
import type { BatchGradient } from "./mini-batch-descent.ts";

/**
 * Gradients of a deep network's loss over batches of b samples.
 *
 * @param data all samples, x [n, inputs], y [n,K]
 */
export function deepBatches(engine: Engine, network: DeepNetwork, data: Samples, batch: number, options: DeepOptions = {}): BatchGradient {
  const inputs = deepInputCount(network);
  const outputs = network.outputs ?? 1;
  const x = new Float64Array(batch * inputs);
  const y = new Float64Array(batch * outputs);
  const problem = engine.deep.open(network, { x, y }, { ...options, over: "sum" });
  return {
    gradient(theta, chosen, out) {
      chosen.forEach((sample, row) => {
        x.set(data.x.subarray(sample * inputs, (sample + 1) * inputs), row * inputs);
        y.set(data.y.subarray(sample * outputs, (sample + 1) * outputs), row * outputs);
      });
      problem.load({ x, y });
      return problem.gradient(theta, out);
    },
    close: () => problem.close(),
  };
}
