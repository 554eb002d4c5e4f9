import { fold, misuse, type NamedTensors, permutation, rootKey, type Tensor } from "@overparam/core";
import { loadAsset } from "../asset/load-asset.ts";
import { selectData, storedNamed } from "../data/select-data.ts";
import type { NarrowSamples } from "./narrow-plan.ts";

/** Which samples, and how they are split. */
export interface SamplesOrder {
  /** A data set of the data folder, or a file (.npz, .safetensors, .csv) with x and y. */
  readonly data: string;
  /** Two classes: the first becomes −1, the second +1. */
  readonly classes?: readonly number[];
  /** Training samples to keep, drawn; all by default. */
  readonly count?: number;
  /** Seed of the draw and of the split. */
  readonly seed: number;
}

/** Share of the samples that are held out where the data set has no test part of its own. */
const heldShare = 0.2;

/**
 * Samples to train on and to measure on: the data set's own parts, or a fifth held out at random.
 *
 * @errors one sentence: no such data, more than two classes without a choice, a class that is not there
 */
export function narrowSamples({ data, classes, count, seed }: SamplesOrder): NarrowSamples {
  const file = /\.(npz|safetensors|csv|npy)$/i.test(data);
  const stored = file ? undefined : storedNamed(data.replace(/^data:/, ""));
  if (stored === undefined) return fromFile(data, classes, count, seed);
  const of = (part: string) =>
    selectData(
      `data:${stored.name}${stored.kind === "classes" ? `:classes=${two(data, stored.name, classes).join(",")}:labels=signs` : ""}${part}`,
    );
  if (stored.kind === "values" && classes !== undefined)
    throw misuse("--classes", `${stored.name} has values, not classes`, undefined, "leave it out");
  const task = stored.kind;
  const name = `data:${stored.name}`;
  if (stored.splits.test === undefined) {
    const { tensors, classes: chosen } = of("");
    return { ...splitOff(tensors, count, seed), task, alike: stored.divisor !== 1, classes: chosen, name };
  }
  const train = of(count === undefined ? "" : `:count=${count}:seed=${seed}`);
  return { train: train.tensors, held: of(":split=test").tensors, task, alike: stored.divisor !== 1, classes: train.classes, name };
}

/** The two classes asked for, or the only two that there are. */
function two(data: string, name: string, classes: readonly number[] | undefined): readonly number[] {
  const present = classes ?? selectData(`data:${name}`).classes;
  if (present.length === 2) return present;
  throw misuse(
    classes === undefined ? data : "--classes",
    "two classes are told apart, as the network has one output",
    present.length === 0 ? "none" : `${present.length} classes`,
    "choose two with --classes A,B",
  );
}

function fromFile(path: string, classes: readonly number[] | undefined, count: number | undefined, seed: number): NarrowSamples {
  const { x, y } = loadAsset(path).tensors;
  if (x === undefined || y === undefined || x.shape.length !== 2 || y.data.length !== x.shape[0]) {
    throw misuse(path, "the file must hold x [n,d] and y [n]", undefined, "numpy.savez(path, x=x, y=y)");
  }
  const bad = [...x.data, ...y.data].some((entry) => !Number.isFinite(entry));
  if (bad) throw misuse(path, "x and y must hold finite numbers", undefined, "remove such samples");
  const present = [...new Set(y.data)].sort((a, b) => a - b);
  const chosen = classes ?? (present.length === 2 ? present : undefined);
  if (chosen === undefined) return { ...splitOff({ x, y }, count, seed), task: "values", alike: false, classes: [], name: path };
  if (chosen.length !== 2) throw misuse("--classes", "two classes are told apart", chosen.length, "choose two with --classes A,B");
  const absent = chosen.find((wanted) => !present.includes(wanted));
  if (absent !== undefined)
    throw misuse("--classes", `y of ${path} has no class ${absent}`, undefined, `it has ${present.slice(0, 10).join(", ")}`);
  const rows = [...y.data.keys()].filter((row) => chosen.includes(y.data[row] as number));
  const kept = take({ x, y }, rows);
  const signs = { shape: kept.y.shape, data: kept.y.data.map((label) => (label === chosen[1] ? 1 : -1)) };
  return { ...splitOff({ x: kept.x, y: signs }, count, seed), task: "classes", alike: false, classes: chosen, name: path };
}

/** Holds a fifth out, in the order of a permutation of the seed. */
function splitOff(
  { x, y }: NamedTensors,
  count: number | undefined,
  seed: number,
): { readonly train: NamedTensors; readonly held: NamedTensors } {
  const whole = { x: x as Tensor, y: y as Tensor };
  const n = whole.y.data.length;
  const held = Math.floor(n * heldShare);
  if (held < 1 || n - held < 2)
    throw misuse("samples", "some are held out to measure on, so that five are needed at least", n, "give more");
  const order = Array.from(permutation(fold(rootKey("narrow", seed), "held out"), n));
  const training = order.slice(held);
  if (count !== undefined && count > training.length) throw misuse("--count", `there are ${training.length} samples to train on`, count);
  return { train: take(whole, training.slice(0, count)), held: take(whole, order.slice(0, held)) };
}

function take({ x, y }: { readonly x: Tensor; readonly y: Tensor }, rows: readonly number[]): { readonly x: Tensor; readonly y: Tensor } {
  const d = x.shape[1] as number;
  const data = new Float64Array(rows.length * d);
  rows.forEach((row, i) => data.set(x.data.subarray(row * d, (row + 1) * d), i * d));
  return {
    x: { shape: [rows.length, d], data },
    y: { shape: [rows.length], data: Float64Array.from(rows, (row) => y.data[row] as number) },
  };
}
