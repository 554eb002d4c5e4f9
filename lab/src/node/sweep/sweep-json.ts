import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Backend, canonicalJson, misuse, sha256 } from "@overparam/core";
import { recordSchema } from "../../record/record-schema.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { type Keep, type SweepFile, sweepSchema } from "../../sweep/sweep-file.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import type { TrialStatus } from "../../sweep/trial.ts";
import type { ResolvedFiles } from "../asset/resolve-files.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import type { StudyPlace } from "../studies/study-places.ts";

/** Names in a sweep's folder. */
export const sweepFiles = {
  sweep: "sweep.json",
  shards: "shards",
  trials: "trials.parquet",
  curves: "curves.parquet",
  compacted: "compacted.json",
  progress: "progress.json",
  events: "events.jsonl",
} as const;

/** How many trials are in each state. */
export type TrialCounts = Readonly<Record<TrialStatus, number>>;

/** What sweep.json says: the sweep as it was last started. */
export interface StoredSweep {
  /** The plan's id. */
  readonly id: string;
  readonly study: string;
  readonly studyVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  /** With files replaced by the hashes of their content. */
  readonly file: SweepFile;
  /** Of the code and of what is kept: which shards count. */
  readonly generation: string;
  readonly code: string;
  readonly cells: number;
  readonly trials: number;
  /** Recorded trials of this generation that the plan does not have. */
  readonly foreign: TrialCounts;
  readonly place: StudyPlace;
  readonly files: ResolvedFiles["files"];
}

/** Names the shards that may be used together: records of other code, or with other things kept, are left alone. */
export function generationOf(code: string, keep: Keep): string {
  return sha256(canonicalJson({ code, keep })).slice(0, 12);
}

/** Where the shards of a generation are. */
export function shardFolder(folder: string, generation: string): string {
  return join(folder, sweepFiles.shards, generation);
}

/** What sweep.json says of a plan. */
export function storedSweep(plan: SweepPlan, rest: Pick<StoredSweep, "generation" | "code" | "foreign" | "place" | "files">): StoredSweep {
  const { id, study, studyVersion, numericsVersion, backend, file, cells, trials } = plan;
  const { name, from, path } = rest.place;
  return { id, study, studyVersion, numericsVersion, backend, file, cells, trials, ...rest, place: { name, from, path } };
}

export function writeSweep(folder: string, sweep: StoredSweep): void {
  writeAtomic(join(folder, sweepFiles.sweep), `${encodeJson({ schema: recordSchema, kind: "sweep", ...sweep }, 2)}\n`);
}

/**
 * The sweep of a folder; undefined where it holds none.
 *
 * @errors one sentence for a file that is damaged or of a newer version
 */
export function readSweep(folder: string): StoredSweep | undefined {
  const path = join(folder, sweepFiles.sweep);
  if (!existsSync(path)) return undefined;
  const { schema, kind, ...stored } = readJson(path) as unknown as StoredSweep & { readonly schema: number; readonly kind: string };
  if (kind !== "sweep") throw misuse(path, "the folder must hold a sweep", kind, "name the folder that overparam sweep printed");
  if (!(schema <= recordSchema)) {
    throw misuse(path, `the sweep must be of form ${recordSchema} or older`, schema, "use the version of overparam that wrote it");
  }
  const file = sweepSchema.safeParse(stored.file);
  if (!file.success || typeof stored.generation !== "string") {
    throw misuse(path, "the file must say what the sweep is", "something else", "start the sweep again from its file");
  }
  return { ...stored, file: file.data };
}

/** The sweep of a folder. @errors one sentence where there is none */
export function needSweep(folder: string): StoredSweep {
  const sweep = readSweep(folder);
  if (sweep === undefined) {
    throw misuse(folder, "the folder of a sweep is needed; it holds no sweep.json", undefined, "start one with overparam sweep FILE");
  }
  return sweep;
}
