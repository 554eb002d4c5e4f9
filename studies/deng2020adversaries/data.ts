import { type Context, fold, misuse, samplesFromAsset, sphere, uniform } from "@overparam/core";
import type { Config } from "./config.ts";

/** Inputs of one norm and their labels. */
export interface Labelled {
  /** [n,d] row-major. */
  readonly x: Float64Array;
  /** [n]. */
  readonly y: Float64Array;
  readonly inputs: number;
}

/**
 * Inputs with norm `inputScale`: uniform on the sphere with labels of random sign, or those of a file, its smaller label negative.
 *
 * @throws Misuse for a file without labels, with other than two of them, or with an input of norm 0
 */
export function dataOf(config: Config, { engine, key, assets }: Context, wanted: number): Labelled {
  const { inputScale, label } = config;
  if (config.inputs === undefined) {
    const x = new Float64Array(wanted * config.dimension);
    sphere(engine.math, fold(key, "inputs"), config.dimension, x);
    const y = new Float64Array(wanted);
    uniform(fold(key, "labels"), y);
    return { x: x.map((entry) => inputScale * entry), y: y.map((entry) => (entry < 0.5 ? -label : label)), inputs: config.dimension };
  }
  const file = samplesFromAsset(assets, config.inputs);
  const where = "deng2020adversaries: inputs";
  if (file.y === undefined) throw misuse(where, "the file must hold labels y", "no y", "take two classes, data:mnist:classes=3,8, say");
  const values = [...new Set(file.y)].sort((a, b) => a - b);
  if (values.length !== 2) throw misuse(where, "y must have two values", values.length, "choose two classes, data:mnist:classes=3,8, say");
  const d = file.inputs;
  const x = file.x;
  for (let i = 0; i < file.samples; i++) {
    const row = x.subarray(i * d, (i + 1) * d);
    const length = Math.sqrt(row.reduce((sum, entry) => sum + entry * entry, 0));
    if (length === 0) throw misuse(where, "every input needs a direction", `row ${i} = 0`, "drop zero rows");
    for (let k = 0; k < d; k++) row[k] = (inputScale * (row[k] as number)) / length;
  }
  return { x, y: file.y.map((entry) => (entry === values[0] ? -label : label)), inputs: d };
}
