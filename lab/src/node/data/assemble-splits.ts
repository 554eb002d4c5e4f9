import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { misuse, type Tensor } from "@overparam/core";
import { readCifar } from "../../format/cifar.ts";
import { csvInputs } from "../../format/csv.ts";
import { isIdx, readIdx } from "../../format/idx.ts";
import { readNpy } from "../../format/npy.ts";
import { readNpz } from "../../format/npz.ts";
import type { DataSplit, DataSplits, SplitName } from "./data-split.ts";

/** A file with its name; the name says its format and part. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Half a split, or a whole one, from one file. */
interface Part {
  readonly file: string;
  readonly split: SplitName;
  readonly x?: { readonly rows: number; readonly data: Uint8Array | Float64Array };
  readonly y?: Uint8Array | Float64Array;
}

/**
 * Puts the files of a data set together.
 *
 * | file                          | holds                                                               |
 * |-------------------------------|---------------------------------------------------------------------|
 * | idx, with 1 axis; with more   | labels; images                                                      |
 * | CIFAR-10 binary (`.bin`)      | labels and images                                                   |
 * | `.npy`, 1 axis; more          | y; x                                                                |
 * | `.npz`                        | x and y                                                             |
 * | `.csv`                        | y in the column y, label, target or class, else the last; x the rest |
 *
 * Each may be gzipped. A name with `test` or `t10k` in it belongs to the test part, every other to the training part. Inputs and labels in separate files
 * belong together by their order.
 *
 * @errors one sentence that names the file: another format, labels without inputs or the reverse, numbers that do not match
 */
export function assembleSplits(files: readonly NamedFile[]): DataSplits {
  const parts = files.map(partOf);
  const of = (split: SplitName) => parts.filter((part) => part.split === split);
  const training = of("train");
  if (training.length === 0) {
    throw misuse(files[0]?.name ?? "data", "a data set needs a training part", "test files only", "rename them without test in the name");
  }
  const train = join(training);
  if (of("test").length === 0) return { train };
  const test = join(of("test"));
  if (test.inputs !== train.inputs) {
    throw misuse(
      "the test part",
      `its samples must have ${train.inputs} inputs, as the training part's`,
      test.inputs,
      "check which files belong together",
    );
  }
  return { train, test };
}

function partOf({ name, bytes: raw }: NamedFile): Part {
  const file = basename(name);
  const split = /test|t10k/i.test(file) ? "test" : "train";
  const zipped = raw[0] === 0x1f && raw[1] === 0x8b;
  const bytes = zipped ? unzipped(raw, name) : raw;
  const ending = /\.[a-z0-9]+$/i.exec(file.replace(/\.gz$/i, ""))?.[0].toLowerCase();
  if (ending === ".npz") {
    const { x, y } = readNpz(bytes, name);
    if (x === undefined || y === undefined)
      throw misuse(name, "a data file must hold the arrays x [n,d] and y [n]", undefined, "numpy.savez(path, x=x, y=y)");
    return { file: name, split, ...inputs(x, name), ...labels(y, name) };
  }
  if (ending === ".npy") {
    const array = readNpy(bytes, name);
    return array.shape.length === 1 ? { file: name, split, ...labels(array, name) } : { file: name, split, ...inputs(array, name) };
  }
  if (ending === ".csv") {
    const { x, y } = csvInputs(bytes, name);
    return { file: name, split, ...inputs(x as Tensor, name), ...labels(y as Tensor, name) };
  }
  if (ending === ".bin") {
    const batch = readCifar(bytes, name);
    return { file: name, split, x: { rows: batch.labels.length, data: batch.images }, y: batch.labels };
  }
  if (isIdx(bytes)) {
    const { shape, data } = readIdx(bytes, name);
    return shape.length === 1 ? { file: name, split, y: data } : { file: name, split, x: { rows: shape[0] ?? 0, data } };
  }
  throw misuse(
    name,
    "a data file is idx, CIFAR-10 binary (.bin), .npy, .npz or .csv, gzipped or not",
    ending ?? "no ending",
    "save it in one of these",
  );
}

function unzipped(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch {
    throw misuse(name, "a gzipped file must be whole", `${bytes.length} bytes that are not`, "get it again");
  }
}

function inputs(tensor: Tensor, name: string): { readonly x: NonNullable<Part["x"]> } {
  const [rows = 0] = tensor.shape;
  if (tensor.shape.length < 2 || rows < 1) {
    throw misuse(name, "inputs have shape [n,d], one row a sample", `[${tensor.shape.join(", ")}]`, "x.reshape(n, -1)");
  }
  finite(tensor.data, name, "x");
  return { x: { rows, data: narrowed(tensor.data) } };
}

function labels(tensor: Tensor, name: string): { readonly y: Uint8Array | Float64Array } {
  if (tensor.shape.length !== 1)
    throw misuse(name, "y has shape [n], one number a sample", `[${tensor.shape.join(", ")}]`, "y.reshape(-1)");
  finite(tensor.data, name, "y");
  return { y: narrowed(tensor.data) };
}

function finite(data: Float64Array, name: string, what: string): void {
  const at = data.findIndex((entry) => !Number.isFinite(entry));
  if (at >= 0) throw misuse(name, `${what} must hold finite numbers`, `entry ${at} = ${data[at]}`, "remove the sample or fill it in");
}

/** Bytes, where every entry is a whole number from 0 to 255. */
export function narrowed(data: Float64Array): Uint8Array | Float64Array {
  return data.every((entry) => Number.isInteger(entry) && entry >= 0 && entry <= 255 && !Object.is(entry, -0))
    ? Uint8Array.from(data)
    : data;
}

function join(parts: readonly Part[]): DataSplit {
  const xs = parts.filter((part) => part.x !== undefined);
  const ys = parts.filter((part) => part.y !== undefined);
  const only = parts[0]?.file ?? "data";
  if (xs.length === 0) throw misuse(only, "labels need the inputs that they belong to", "labels alone", "name the file of inputs too");
  if (ys.length === 0) throw misuse(only, "inputs need their labels", "inputs alone", "name the file of labels too");
  const rows = xs.reduce((sum, part) => sum + (part.x?.rows ?? 0), 0);
  const count = ys.reduce((sum, part) => sum + (part.y?.length ?? 0), 0);
  if (rows !== count) {
    throw misuse(xs.map((part) => part.file).join(", "), `${count} labels need as many inputs`, rows, "check which files belong together");
  }
  const x = concatenated(xs.map((part) => part.x?.data ?? new Uint8Array(0)));
  const widths = new Set(xs.map((part) => (part.x?.data.length ?? 0) / (part.x?.rows ?? 1)));
  const [width = 0] = widths;
  if (widths.size > 1 || width < 1) {
    throw misuse(
      xs.map((part) => part.file).join(", "),
      "all inputs must have one length",
      [...widths].join(" and "),
      "check which files belong together",
    );
  }
  return { samples: rows, inputs: width, x, y: concatenated(ys.map((part) => part.y ?? new Uint8Array(0))) };
}

function concatenated(parts: readonly (Uint8Array | Float64Array)[]): Uint8Array | Float64Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const out = parts.every((part) => part instanceof Uint8Array) ? new Uint8Array(size) : new Float64Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
