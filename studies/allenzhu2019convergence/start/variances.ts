import { type Circular, type Elementary, type EntryVariances, forwardVariances, type FullyConnected } from "@overparam/core";

/** The paper's variances, with B's entries at m^p/dout. */
export function variancesOf(math: Elementary, network: FullyConnected | Circular, outputPower: number): EntryVariances {
  const paper = forwardVariances(network);
  if (outputPower === 0) return paper;
  const units = network.kind === "fully connected" ? network.width : network.channels;
  return { ...paper, output: paper.output * math.exp(outputPower * math.log(units)) };
}
