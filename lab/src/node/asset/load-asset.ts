import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { misuse, type NamedTensors } from "@overparam/core";
import { readTensors } from "../../format/read-tensors.ts";
import { isDataReference } from "../data/data-reference.ts";
import { selectData } from "../data/select-data.ts";
import { guardFiles } from "../file/guard-files.ts";

/** A data file, read. */
export interface LoadedAsset {
  /** `sha256:` and the hash of the file's bytes: what a resolved config holds in its place. */
  readonly hash: string;
  readonly tensors: NamedTensors;
  readonly path: string;
}

/** Largest data file that is read, in bytes. */
const largest = 2 ** 30;

/**
 * Reads a teacher or inputs file (.npz, .npy, .safetensors, .csv), or samples of the data folder (`data:mnist:classes=3,8:count=64`).
 *
 * @errors one sentence naming the file: missing, a folder, empty, truncated, too big, of another format
 */
export function loadAsset(path: string): LoadedAsset {
  if (isDataReference(path)) {
    const { hash, tensors } = selectData(path);
    return { hash, tensors, path };
  }
  const bytes = guardFiles(path, () => {
    const stat = statSync(path);
    if (stat.isDirectory()) throw misuse(path, "a data file is needed", "a folder", "name the file itself");
    if (!stat.isFile()) throw misuse(path, "a data file is needed", "a device or pipe", "save the data to a file first");
    if (stat.size > largest) {
      throw misuse(path, `a data file may hold ${largest} bytes`, stat.size, "use fewer samples");
    }
    return readFileSync(path);
  });
  if (bytes.length === 0) throw misuse(path, "a data file must hold something", "an empty file", "make it again");
  const tensors = readTensors(bytes, path);
  return { hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`, tensors, path };
}
