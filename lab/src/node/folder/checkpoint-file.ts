import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Checkpoint, type Layout, misuse } from "@overparam/core";
import { readSafetensors, writeSafetensors } from "../../format/safetensors.ts";
import { decodeNumber } from "../../record/decode-number.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { guardFiles } from "../file/guard-files.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { runFiles } from "./run-config.ts";

/** A checkpoint as a folder holds it. */
export interface StoredCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Length of metrics.jsonl when it was made; resuming cuts the file there. */
  readonly metricsBytes: number;
  /** Lines in them. */
  readonly samples: number;
  /** Named blocks of the tensor `theta`. */
  readonly layout: Layout;
}

/** Replaces the checkpoint by one file in one rename: tensors, and in its header the iteration, the numbers and the length of metrics.jsonl. */
export function writeCheckpoint(folder: string, { checkpoint, metricsBytes, samples, layout }: StoredCheckpoint, durable = true): void {
  const tensors = Object.fromEntries(Object.entries(checkpoint.tensors).map(([name, data]) => [name, { shape: [data.length], data }]));
  const metadata = {
    iteration: String(checkpoint.iteration),
    metricsBytes: String(metricsBytes),
    samples: String(samples),
    numbers: encodeJson(checkpoint.numbers),
    layout: encodeJson(layout),
  };
  writeAtomic(join(folder, runFiles.checkpoint), writeSafetensors(tensors, metadata), durable);
}

/** The checkpoint of a run folder, or undefined before the first. @errors one sentence where the file is damaged */
export function readCheckpoint(folder: string): StoredCheckpoint | undefined {
  const path = join(folder, runFiles.checkpoint);
  if (!existsSync(path)) return undefined;
  const { tensors, metadata } = readSafetensors(
    guardFiles(path, () => readFileSync(path)),
    path,
  );
  try {
    const iteration = Number(metadata.iteration);
    const metricsBytes = Number(metadata.metricsBytes);
    const samples = Number(metadata.samples);
    const layout = JSON.parse(metadata.layout ?? "") as Layout;
    const raw = JSON.parse(metadata.numbers ?? "") as Readonly<Record<string, unknown>>;
    const numbers = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, decodeNumber(value) as number]));
    if (![iteration, metricsBytes, samples].every(Number.isSafeInteger)) throw new RangeError("not whole numbers");
    return {
      checkpoint: { iteration, numbers, tensors: Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data])) },
      metricsBytes,
      samples,
      layout,
    };
  } catch {
    throw misuse(
      path,
      "the checkpoint's header must give iteration, numbers, metricsBytes and samples",
      undefined,
      "remove the file and resume from the start",
    );
  }
}
