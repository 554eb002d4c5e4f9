import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { misuse } from "@overparam/core";
import { npyHeader } from "../../format/npy.ts";
import { guardFiles } from "../file/guard-files.ts";
import { makeFolder } from "../file/make-folder.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { dataFolder } from "./data-folder.ts";
import { type DataSplit, type DataSplits, type SplitName, splitNames } from "./data-split.ts";

/** What is known of a stored data set: `data.json` in its folder. */
export interface StoredData {
  readonly name: string;
  readonly title: string;
  /** `classes`: y holds class numbers; `values`: y is a quantity. */
  readonly kind: "classes" | "values";
  /** Shape of one sample, e.g. [28, 28] or [3, 32, 32]. */
  readonly shape: readonly number[];
  /** An input is the stored number over this: 255 for bytes of images. */
  readonly divisor: number;
  readonly splits: Readonly<Partial<Record<SplitName, StoredSplit>>>;
  /** The data's own terms, apart from those of the package that carried them. */
  readonly licence: string;
  readonly citation: string;
  /** Where the files came from: a package with its version and licence, or files given by hand. */
  readonly source: string;
}

/** One part: two .npy files and the SHA-256 of both together. */
export interface StoredSplit {
  readonly samples: number;
  readonly inputs: number;
  readonly content: string;
}

/** The two .npy files of a part, as they lie on the disk. */
export function splitFiles(split: DataSplit): { readonly x: readonly Uint8Array[]; readonly y: readonly Uint8Array[] } {
  const of = (data: Uint8Array | Float64Array, shape: readonly number[]): readonly Uint8Array[] => {
    const bytes = data instanceof Uint8Array;
    return [npyHeader(shape, bytes ? "u1" : "f8"), bytes ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
  };
  return { x: of(split.x, [split.samples, split.inputs]), y: of(split.y, [split.samples]) };
}

/** SHA-256 of a part's files, x before y: the same for the same samples, whatever files or package they came in. */
export function contentOf(split: DataSplit): string {
  const hash = createHash("sha256");
  const { x, y } = splitFiles(split);
  for (const piece of [...x, ...y]) hash.update(piece);
  return hash.digest("hex");
}

/** Writes a data set into the data folder: all of it or nothing. An older one of the same name is replaced. */
export function storeData(about: Omit<StoredData, "splits">, splits: DataSplits, root: string = dataFolder()): StoredData {
  const folder = join(root, about.name);
  const aside = join(root, `.${about.name}.${process.pid}.tmp`);
  const { undo } = makeFolder(root);
  try {
    rmSync(aside, { recursive: true, force: true });
    guardFiles(aside, () => mkdirSync(aside));
    const stored: Partial<Record<SplitName, StoredSplit>> = {};
    for (const name of splitNames) {
      const split = splits[name];
      if (split === undefined) continue;
      const files = splitFiles(split);
      writeAtomic(join(aside, `${name}-x.npy`), Buffer.concat(files.x), false);
      writeAtomic(join(aside, `${name}-y.npy`), Buffer.concat(files.y), false);
      stored[name] = { samples: split.samples, inputs: split.inputs, content: contentOf(split) };
    }
    const data: StoredData = { ...about, splits: stored };
    writeAtomic(join(aside, "data.json"), `${JSON.stringify(data, null, 2)}\n`);
    guardFiles(folder, () => {
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside, folder);
    });
    return data;
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) undoIfEmpty(root, undo);
    throw error;
  }
}

function undoIfEmpty(root: string, undo: () => void): void {
  if (existsSync(root) && readdirSync(root).length === 0) undo();
}

/** The data sets in the data folder, by name. */
export function listStored(root: string = dataFolder()): readonly StoredData[] {
  if (!existsSync(root)) return [];
  return guardFiles(root, () => readdirSync(root))
    .filter((name) => !name.startsWith(".") && existsSync(join(root, name, "data.json")))
    .sort()
    .map((name) => readStored(name, root) as StoredData);
}

/** What is known of a stored data set; undefined where it is not there. */
export function readStored(name: string, root: string = dataFolder()): StoredData | undefined {
  const path = join(root, name, "data.json");
  if (!existsSync(path)) return undefined;
  const { splits, divisor, kind } = readJson(path) as Partial<StoredData>;
  if (splits?.train === undefined || typeof divisor !== "number" || kind === undefined) {
    throw misuse(path, "the file must describe a data set", "one that it does not", `remove ${dirname(path)} and fetch or add it again`);
  }
  return readJson(path) as unknown as StoredData;
}

/**
 * The samples of a stored part.
 *
 * @errors one sentence where a file is missing, of another length, or not what was stored (SHA-256)
 */
export function readSplit(data: StoredData, name: SplitName, root: string = dataFolder()): DataSplit {
  const folder = join(root, data.name);
  const about = data.splits[name];
  if (about === undefined) throw misuse(`data:${data.name}`, `there is no ${name} part`, undefined, "leave out split=test");
  const read = (file: string, count: number): Uint8Array | Float64Array => {
    const bytes = guardFiles(join(folder, file), () => readFileSync(join(folder, file)), `fetch or add ${data.name} again`);
    const start = 10 + bytes.readUInt16LE(8);
    const body = bytes.subarray(start);
    if (body.length === count) return new Uint8Array(body);
    const doubles = new Float64Array(count);
    if (body.length === 8 * count) new Uint8Array(doubles.buffer).set(body);
    return doubles;
  };
  const split: DataSplit = {
    samples: about.samples,
    inputs: about.inputs,
    x: read(`${name}-x.npy`, about.samples * about.inputs),
    y: read(`${name}-y.npy`, about.samples),
  };
  if (contentOf(split) !== about.content) {
    throw misuse(folder, "its files must be those that were stored", "another content", `fetch or add ${data.name} again`);
  }
  return split;
}
