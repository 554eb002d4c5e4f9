import { type Context, fold, misuse, permutation, samplesFromAsset } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Data } from "../problem.ts";
import { leastDistance } from "./separation.ts";
import { oneHot } from "./targets.ts";

/** More distinct labels than this are no classes. */
const mostClasses = 256;

/**
 * Samples of a file: rows drawn by the seed, every class in turn; each x divided by √2 ‖x‖ with 1/√2 put after it, as the paper asks.
 *
 * @throws Misuse for fewer rows than samples, rows of zeros, missing or unusable labels
 */
export function dataFromFile(config: Config, { assets, key }: Context, hash: string): Data {
  const where = "allenzhu2019convergence: inputs file";
  const { x: rows, y: labels, samples: count, inputs: d } = samplesFromAsset(assets, hash);
  const n = config.samples;
  if (labels === undefined) throw misuse(where, "it must hold labels y", "no y");
  if (count < n) throw misuse(where, `it must hold at least samples = ${n} rows`, count, "lower samples");
  const values = [...new Set(labels)].toSorted((a, b) => a - b);
  if (config.labels === "classes" && values.length > mostClasses)
    throw misuse(where, `y must hold at most ${mostClasses} classes`, values.length, "take labels = random for numbers");
  const order = [...permutation(fold(key, "rows"), count)];
  const chosen = config.labels === "classes" ? inTurn(order, labels, values).slice(0, n) : order.slice(0, n);

  const inputs = d + 1;
  const x = new Float64Array(n * inputs);
  chosen.forEach((row, i) => {
    let square = 0;
    for (let k = 0; k < d; k++) square += (rows[row * d + k] as number) * (rows[row * d + k] as number);
    if (square === 0) throw misuse(where, "rows of x must not be zero", `row ${row}`, "leave such rows out");
    const scale = Math.sqrt(0.5 / square);
    for (let k = 0; k < d; k++) x[i * inputs + k] = scale * (rows[row * d + k] as number);
    x[i * inputs + d] = Math.sqrt(0.5);
  });
  const separation = leastDistance(x, inputs);
  if (config.labels === "classes") {
    const classes = chosen.map((row) => values.indexOf(labels[row] as number));
    return { x, y: oneHot(classes, values.length), samples: n, inputs, outputs: values.length, classes, separation };
  }
  const picked = Float64Array.from(chosen, (row) => labels[row] as number);
  // ‖y‖ = O(1).
  const size = Math.sqrt(picked.reduce((sum, value) => sum + value * value, 0) / n);
  return { x, y: picked.map((value) => (size === 0 ? 0 : value / size)), samples: n, inputs, outputs: 1, classes: undefined, separation };
}

/** Rows class by class in turn, each class in the given order. */
function inTurn(order: readonly number[], labels: Float64Array, values: readonly number[]): number[] {
  const queues = values.map((value) => order.filter((row) => labels[row] === value));
  const out: number[] = [];
  for (let round = 0; out.length < order.length; round++) {
    for (const queue of queues) {
      const row = queue[round];
      if (row !== undefined) out.push(row);
    }
  }
  return out;
}
