import { existsSync, readFileSync } from "node:fs";
import type { Sample } from "@overparam/core";
import { readSafetensors, writeSafetensors } from "../../format/safetensors.ts";
import { decodeNumber } from "../../record/decode-number.ts";
import { encodeJson } from "../../record/encode-json.ts";
import type { TrialProgress } from "../../sweep/trial.ts";
import { guardFiles } from "../file/guard-files.ts";
import { writeAtomic } from "../file/write-atomic.ts";

/** Keeps an interrupted trial in one file: the tensors of its checkpoint, and in the header all else. */
export function writeTrialProgress(path: string, { trial, checkpoint, samples }: TrialProgress): void {
  const tensors = Object.fromEntries(Object.entries(checkpoint.tensors).map(([name, data]) => [name, { shape: [data.length], data }]));
  const { iteration, numbers } = checkpoint;
  writeAtomic(
    path,
    writeSafetensors(tensors, { trial, iteration: String(iteration), numbers: encodeJson(numbers), samples: encodeJson(samples) }),
  );
}

/** The interrupted trial of a file; undefined where there is none, or it is of no use: the trial then begins anew. */
export function readTrialProgress(path: string): TrialProgress | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const { tensors, metadata } = readSafetensors(
      guardFiles(path, () => readFileSync(path)),
      path,
    );
    const { trial, iteration, numbers, samples } = metadata;
    if (trial === undefined || numbers === undefined || samples === undefined || !Number.isSafeInteger(Number(iteration))) return undefined;
    return {
      trial,
      checkpoint: {
        iteration: Number(iteration),
        numbers: withNumbers(JSON.parse(numbers)) as Readonly<Record<string, number>>,
        tensors: Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data])),
      },
      samples: withNumbers(JSON.parse(samples)) as readonly Sample[],
    };
  } catch {
    return undefined;
  }
}

/** "NaN" and the infinities are numbers again, wherever they stand. */
function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNumbers(inner)]));
  }
  return typeof value === "string" ? (decodeNumber(value) ?? value) : value;
}
