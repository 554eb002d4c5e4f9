import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { misuse, type NamedTensors, type OutputRows } from "@overparam/core";
import { readParquet } from "../../format/parquet.ts";
import { tableInputs } from "../../format/table-inputs.ts";
import { loadAsset } from "../asset/load-asset.ts";
import { guardFiles } from "../file/guard-files.ts";

/** Samples of a file; y is undefined where the file has inputs alone. */
export interface LoadedRows {
  readonly hash: string;
  readonly path: string;
  readonly x: Float64Array;
  /** [n,m] row-major. */
  readonly y: Float64Array | undefined;
  readonly inputs: number;
  /** m. */
  readonly outputs: number;
}

/**
 * Samples from .csv, .npz, .safetensors (x [n,d] and y [n]) or .parquet (columns as in a CSV file).
 *
 * @param several take y [n,m] of several outputs, too
 * @errors one sentence naming the file: missing, damaged, of another format, without x, of wrong shapes
 */
export async function loadSamples(path: string, several = false): Promise<LoadedRows> {
  const { hash, tensors } = /\.parquet$/i.test(path) ? await parquet(path) : loadAsset(path);
  const { x, y } = tensors;
  if (x === undefined)
    throw misuse(path, "it must hold a tensor x [n,d]", Object.keys(tensors).join(", ") || "no tensors", "name the inputs x");
  const [n = 0, d = 0] = x.shape;
  if (x.shape.length !== 2 || n < 1 || d < 1)
    throw misuse(path, "x must have shape [n,d] with n, d ≥ 1", `[${x.shape.join(",")}]`, "one row a sample");
  if (y === undefined) return { hash, path, x: x.data, y: undefined, inputs: d, outputs: 0 };
  const m = y.shape.length === 1 ? 1 : (y.shape[1] ?? 0);
  if (y.shape[0] !== n || y.shape.length > 2 || y.data.length !== n * m || m < 1 || (m > 1 && !several)) {
    const wanted = several ? `y must have shape [${n},m], one row a row of x` : `y must have shape [${n}], one number a row of x`;
    throw misuse(
      path,
      wanted,
      `[${y.shape.join(",")}]`,
      several ? undefined : "recover one output at a time, or all with --method moments",
    );
  }
  return { hash, path, x: x.data, y: y.data, inputs: d, outputs: m };
}

/** Samples that must have targets. */
export function withTargets({ x, y, inputs, outputs, path }: LoadedRows): OutputRows {
  if (y === undefined)
    throw misuse(
      path,
      "it must hold a tensor y [n] beside x",
      "x alone",
      "name the targets y, or label x with --teacher FILE --inputs FILE",
    );
  return { x, y, inputs, outputs };
}

/** Largest Parquet file that is read, in bytes. */
const largest = 2 ** 30;

async function parquet(path: string): Promise<{ readonly hash: string; readonly tensors: NamedTensors }> {
  const bytes = guardFiles(path, () => {
    const stat = statSync(path);
    if (!stat.isFile())
      throw misuse(path, "a data file is needed", stat.isDirectory() ? "a folder" : "a device or pipe", "name the .parquet file itself");
    if (stat.size > largest) throw misuse(path, `a data file may hold ${largest} bytes`, stat.size, "use fewer samples");
    return readFileSync(path);
  });
  return { hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`, tensors: tableInputs(await readParquet(bytes, path), path) };
}
