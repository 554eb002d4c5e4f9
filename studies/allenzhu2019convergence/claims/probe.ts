import {
  type Context,
  deepObjective,
  type DeepObjective,
  deepStart,
  fold,
  type FullyConnected,
  type Circular,
  type EntryVariances,
} from "@overparam/core";
import type { Config } from "../config.ts";
import { dataOf } from "../data/data-of.ts";
import type { Data } from "../problem.ts";
import { networkOf, trainedLayers } from "../start/network.ts";
import { variancesOf } from "../start/variances.ts";

/** A network at its start, for statements that need no run. */
export interface Probe {
  readonly context: Context;
  readonly network: FullyConnected | Circular;
  readonly trained: readonly boolean[];
  readonly data: Data;
  readonly start: Float64Array;
  readonly objective: DeepObjective;
}

/** Opens a draw's network and data, hands them to `body`, and gives the memory back. */
export function probing<T>(
  config: Config,
  context: Context,
  draw: number,
  body: (probe: Probe) => T,
  variances?: (network: FullyConnected | Circular) => EntryVariances,
): T {
  const { engine } = context;
  const own: Context = { ...context, key: fold(fold(context.key, "probe"), draw) };
  const data = dataOf(config, own);
  const network = networkOf(engine.math, config, data);
  const trained = trainedLayers(network);
  const key = fold(fold(fold(own.key, "start"), config.width), config.layers);
  const start = deepStart(engine.math, key, network, variances?.(network) ?? variancesOf(engine.math, network, config.outputPower));
  const objective = deepObjective(engine, network, data, { trained, over: "sum" });
  try {
    return body({ context: own, network, trained, data, start, objective });
  } finally {
    objective.close();
  }
}

/** Hidden layer h_l of all samples, l = 0 … L: [n, units]. */
export function hiddenLayer({ network, data, objective }: Probe, theta: Float64Array, l: number): Float64Array {
  const units = network.kind === "fully connected" ? network.width : network.channels * network.positions;
  const out = new Float64Array(data.samples * units);
  objective.problem.hidden(theta, l + 1, out);
  return out;
}
