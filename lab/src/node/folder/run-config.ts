import { existsSync } from "node:fs";
import { join } from "node:path";
import { backends, type Backend } from "@overparam/kernels";
import { misuse } from "@overparam/core";
import type { Identity } from "../../plan/identity.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { recordSchema } from "../../record/record-schema.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";

/** What a folder of records holds. */
export type FolderKind = "run" | "verification" | "experiment";

/** `config.json`: what was asked, resolved, and the id made of it. */
export interface RunConfig extends Identity {
  readonly kind: FolderKind;
  readonly id: string;
  /** Verifications: were counter-runs asked for? */
  readonly counters?: boolean;
  /** Experiments: which one of the study's. */
  readonly experiment?: string;
}

/** The files of a run folder. */
export const runFiles = {
  config: "config.json",
  metrics: "metrics.jsonl",
  checkpoint: "checkpoint.safetensors",
  result: "result.json",
  events: "events.jsonl",
} as const;

/** Writes `config.json`: the same bytes for the same id. */
export function writeRunConfig(
  folder: string,
  kind: FolderKind,
  id: string,
  identity: Identity,
  { counters, experiment, durable = true }: { readonly counters?: boolean; readonly experiment?: string; readonly durable?: boolean } = {},
): void {
  const { schema, ...rest } = identity;
  const content = {
    schema,
    kind,
    id,
    ...rest,
    ...(counters === undefined ? {} : { counters }),
    ...(experiment === undefined ? {} : { experiment }),
  };
  writeAtomic(join(folder, runFiles.config), `${encodeJson(content, 2)}\n`, durable);
}

/**
 * Reads `config.json` of a run or verification folder.
 *
 * @errors one sentence: no such folder, not a folder of this kind, or written by a newer form of records
 */
export function readRunConfig(folder: string, kind?: FolderKind): RunConfig {
  const path = join(folder, runFiles.config);
  if (!existsSync(folder)) throw misuse(folder, `there is no such ${kind ?? "run"} folder`, undefined, "check the path");
  if (!existsSync(path)) {
    throw misuse(
      folder,
      `a ${kind ?? "run"} folder holds a config.json; this one does not`,
      undefined,
      "name a folder that overparam wrote",
    );
  }
  const raw = readJson(path);
  if (typeof raw.schema !== "number") throw misuse(path, "config.json must give the form of its records (schema)", raw.schema ?? "nothing");
  if (raw.schema > recordSchema) {
    throw misuse(
      folder,
      `this overparam reads records up to form ${recordSchema}`,
      raw.schema,
      "read it with the version of overparam that wrote it, or a newer one",
    );
  }
  if (raw.kind === "recovery") {
    throw misuse(
      folder,
      "the folder of a run is needed",
      "that of a recovery",
      "give the same overparam recover again, to go on or to read it",
    );
  }
  const texts = ["id", "study"].every((name) => typeof raw[name] === "string");
  const numbers = ["studyVersion", "numericsVersion", "seed"].every((name) => Number.isSafeInteger(raw[name]));
  const settled = typeof raw.config === "object" && raw.config !== null && backends.includes(raw.backend as Backend);
  if (!(texts && numbers && settled)) {
    throw misuse(path, "config.json must give id, study, versions, backend, seed and config", undefined, "the file was changed; run again");
  }
  const config = raw as unknown as RunConfig;
  if (kind !== undefined && config.kind !== kind) {
    const advice = kind === "run" ? "name one of the folders in its runs/" : `name the folder of ${article(kind)} ${kind}`;
    throw misuse(folder, `${article(kind)} ${kind} folder is needed`, `${article(config.kind)} ${config.kind} folder`, advice);
  }
  return config;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? "an" : "a";
}
