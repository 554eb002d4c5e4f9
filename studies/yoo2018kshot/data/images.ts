import { type Assets, fold, type Key, misuse, permutation, samplesFromAsset } from "@overparam/core";
import { pixels } from "./pixels.ts";

/** Images by class. */
export interface Images {
  readonly inputs: number;
  /** One [images, inputs] row-major array a class. */
  readonly classes: readonly Float64Array[];
}

/** Labelled images. */
export interface Labelled {
  /** [n,d] row-major. */
  readonly x: Float64Array;
  /** Class numbers 0 … C − 1, [n]. */
  readonly y: Uint32Array;
}

/**
 * The images of a file by class, or the digits of this study (8 × 8 pixels in [0, 1]).
 *
 * @throws Misuse for a file without labels or with labels that are no class numbers
 */
export function imagesOf(assets: Assets, file: string | undefined): Images {
  if (file === undefined) {
    return {
      inputs: 64,
      classes: pixels.map((text) => Float64Array.from(text, (digit) => Number.parseInt(digit, 17) / 16)),
    };
  }
  const { x, y, samples, inputs } = samplesFromAsset(assets, file);
  const where = "yoo2018kshot: inputs";
  if (y === undefined) throw misuse(where, "the file must hold class numbers y", "no y", "take data:mnist:count=2000:labels=index, say");
  const wrong = y.find((label) => !(Number.isSafeInteger(label) && label >= 0 && label < 1000));
  if (wrong !== undefined) throw misuse(where, "y must hold class numbers 0, 1, …", wrong, "take labels=index of a data set");
  const classes: Float64Array[] = [];
  for (let label = 0; label <= y.reduce((a, b) => Math.max(a, b), 0); label++) {
    const rows: Float64Array[] = [];
    for (let i = 0; i < samples; i++) if (y[i] === label) rows.push(x.subarray(i * inputs, (i + 1) * inputs));
    if (rows.length === 0) continue;
    const all = new Float64Array(rows.length * inputs);
    rows.forEach((row, i) => all.set(row, i * inputs));
    classes.push(all);
  }
  return { inputs, classes };
}

/** Which images an episode takes. */
export interface EpisodeOrder {
  readonly baseClasses: number;
  readonly basePerClass: number;
  readonly shots: number;
  readonly queries: number;
}

/** Images of the base classes to pretrain on and to group by; k of every new class to fine-tune on, others to test on. */
export interface Episode {
  readonly base: Labelled;
  readonly support: Labelled;
  readonly query: Labelled;
}

/**
 * Draws an episode: base images by `baseKey`, support and query by `key`.
 *
 * @throws Misuse where there are too few classes or images
 */
export function drawEpisode({ inputs: d, classes }: Images, baseKey: Key, key: Key, order: EpisodeOrder): Episode {
  const { baseClasses, basePerClass, shots, queries } = order;
  if (classes.length < baseClasses + 2) {
    throw misuse(
      "yoo2018kshot: baseClasses",
      "two classes at least must be left to fine-tune on",
      `${baseClasses} of ${classes.length} classes`,
    );
  }
  const take = (from: Float64Array, label: number, rows: Uint32Array): { rows: Float64Array[]; labels: number[] } => ({
    rows: Array.from(rows, (row) => from.subarray(row * d, (row + 1) * d)),
    labels: Array.from(rows, () => label),
  });
  const gather = (parts: readonly { rows: Float64Array[]; labels: number[] }[]): Labelled => {
    const rows = parts.flatMap((part) => part.rows);
    const x = new Float64Array(rows.length * d);
    rows.forEach((row, i) => x.set(row, i * d));
    return { x, y: Uint32Array.from(parts.flatMap((part) => part.labels)) };
  };
  const base = classes
    .slice(0, baseClasses)
    .map((from, label) => take(from, label, permutation(fold(baseKey, label), from.length / d).subarray(0, basePerClass)));
  const fresh = classes.slice(baseClasses).map((from, label) => {
    const order_ = permutation(fold(key, label), from.length / d);
    if (order_.length <= shots) {
      throw misuse("yoo2018kshot: shots", `a class has ${order_.length} images, and one at least must be left to test on`, shots);
    }
    return { support: take(from, label, order_.subarray(0, shots)), query: take(from, label, order_.subarray(shots, shots + queries)) };
  });
  return { base: gather(base), support: gather(fresh.map((part) => part.support)), query: gather(fresh.map((part) => part.query)) };
}
