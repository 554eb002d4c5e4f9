import { type Context, fold, type Key, misuse, normal, type Samples, samplesFromAsset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Samples of a run: those of the file, or Gaussian inputs, with the labels asked for. */
export function dataOf(config: Config, { engine, key, assets }: Context): Samples & { readonly inputs: number } {
  if (config.inputs === undefined) {
    if (config.labels === "file")
      throw misuse("zhang2021expressivity: labels", "labels of a file need one", undefined, "give --inputs FILE");
    const x = gaussian(engine.math, fold(key, "inputs"), config.samples * config.dimension);
    return { x, y: drawLabels(config, { engine, key }, config.samples), inputs: config.dimension };
  }
  const file = samplesFromAsset(assets, config.inputs);
  if (config.labels !== "file") return { x: file.x, y: drawLabels(config, { engine, key }, file.samples), inputs: file.inputs };
  if (file.y === undefined) throw misuse("zhang2021expressivity: labels", "the inputs file must hold y", "no y", "take labels = signs");
  return { x: file.x, y: file.y, inputs: file.inputs };
}

function drawLabels(config: Pick<Config, "labels">, { engine, key }: Pick<Context, "engine" | "key">, n: number): Float64Array {
  const y = gaussian(engine.math, fold(key, "labels"), n);
  return config.labels === "gaussian" ? y : y.map((entry) => (entry > 0 ? 1 : -1));
}

/** Standard normal numbers of a key. */
export function gaussian(math: Context["engine"]["math"], key: Key, length: number): Float64Array {
  const out = new Float64Array(length);
  normal(math, key, out);
  return out;
}
