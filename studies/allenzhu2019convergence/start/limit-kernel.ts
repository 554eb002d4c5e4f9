import { type Circular, empiricalKernel, type Engine, type EntryVariances, type FullyConnected, infiniteKernel } from "@overparam/core";
import { trainedLayers } from "./network.ts";

/** The kernel that steps are measured by: at infinite width in closed form, or with skips, that have none, of the start itself. Per output, [n,n]. */
export function limitKernel(
  engine: Engine,
  network: FullyConnected | Circular,
  variances: EntryVariances,
  start: Float64Array,
  x: Float64Array,
): Float64Array {
  const trained = trainedLayers(network);
  return network.skip === undefined
    ? infiniteKernel(engine, network, x, { variances, trained })
    : empiricalKernel(engine, network, start, x, { trained });
}
