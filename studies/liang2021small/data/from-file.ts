import { type Assets, type Engine, misuse, samplesFromAsset } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Labelled } from "./labelled.ts";

/** Every so many samples one is held out. */
const heldOut = 4;

/**
 * Two classes of a file: x [n,d] scaled to norms of root mean square 1, and projected to its principal directions where asked; y of two values, the larger the
 * positive class. Every fourth sample is for testing.
 *
 * @throws Misuse for a file without labels, or with more or fewer than two kinds of them
 */
export function fromFile({ linear }: Engine, assets: Assets, config: Config): { readonly train: Labelled; readonly test: Labelled } {
  const file = samplesFromAsset(assets, config.inputs as string);
  if (file.y === undefined) throw misuse("liang2021small: inputs", "the file must hold labels y", "no y", "name two kinds of labels y");
  const kinds = [...new Set(file.y)].sort((a, b) => a - b);
  if (kinds.length !== 2) {
    throw misuse("liang2021small: inputs", "y must have two values", `${kinds.length} values`, "keep the samples of two classes");
  }
  const n = Math.min(file.samples, config.samples);
  const d = file.inputs;
  const x = file.x.slice(0, n * d);
  const { rows, inputs } = projected(linear, x, n, d, config.principal);
  let square = 0;
  for (const entry of rows) square += entry * entry;
  const scale = Math.sqrt(n / square);
  const pick = (wanted: boolean): Labelled => {
    const own = Array.from({ length: n }, (_, i) => i).filter((i) => (i % heldOut === heldOut - 1) === wanted);
    const out = new Float64Array(own.length * inputs);
    own.forEach((i, place) => {
      for (let k = 0; k < inputs; k++) out[place * inputs + k] = scale * (rows[i * inputs + k] as number);
    });
    return { rows: out, y: Float64Array.from(own, (i) => ((file.y as Float64Array)[i] === kinds[1] ? 1 : -1)), patches: 1, inputs };
  };
  return { train: pick(false), test: pick(true) };
}

/** Inputs in the coordinates of their q directions of largest mean square; all of them for q = 0. */
function projected(
  linear: Engine["linear"],
  x: Float64Array,
  n: number,
  d: number,
  q: number,
): { readonly rows: Float64Array; readonly inputs: number } {
  if (q === 0 || q >= d) return { rows: x, inputs: d };
  const gram = new Float64Array(d * d);
  linear.multiply(x, x, gram, { rows: d, inner: n, columns: d, transposeA: true });
  const values = new Float64Array(q);
  const vectors = new Float64Array(q * d);
  linear.eigenExtreme(gram, d, { count: q, end: "largest" }, values, vectors);
  const rows = new Float64Array(n * q);
  linear.multiply(x, vectors, rows, { rows: n, inner: d, columns: q, transposeB: true });
  return { rows, inputs: q };
}
