import { type Context, fold, misuse } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Data } from "../problem.ts";
import { drawInputs } from "./draw.ts";
import { dataFromFile } from "./from-file.ts";
import { leastDistance } from "./separation.ts";
import { drawTargets } from "./targets.ts";

/** The samples of a run: those of a file, or drawn by the seed alone, whatever the network. */
export function dataOf(config: Config, context: Context): Data {
  if (config.inputsFile !== undefined) return dataFromFile(config, context, config.inputsFile);
  const { samples: n, inputs: d, outputs } = config;
  if (config.loss === "cross-entropy" && config.labels !== "classes")
    throw misuse("allenzhu2019convergence: loss", "cross-entropy needs classes", config.labels, "set labels = classes");
  const { math } = context.engine;
  const key = fold(context.key, "data");
  const x = drawInputs(math, key, n, d, config.separation);
  const { y, classes } = drawTargets(math, key, config);
  return { x, y, samples: n, inputs: d, outputs, classes, separation: leastDistance(x, d) };
}
