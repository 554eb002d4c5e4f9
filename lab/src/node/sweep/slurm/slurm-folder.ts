import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { misuse } from "@overparam/core";
import { readJson } from "../../file/read-json.ts";
import { writeAtomic } from "../../file/write-atomic.ts";

/** The trials of one submission. */
export interface Batch {
  /** Tasks of the array. */
  readonly tasks: number;
  /** Trials by their place in the plan: task k of N makes those at k, k + N, k + 2N, … of the list. */
  readonly trials: readonly number[];
  /** The job's name: what Slurm has under another is of a folder that was here before. */
  readonly name: string;
}

/** Where a sweep keeps what its tasks need: one folder for a generation of shards. */
export function slurmFolder(folder: string, generation: string): string {
  return join(folder, "slurm", generation);
}

/** What the names of a folder's jobs begin with, so that another coordinator finds them: `overparam-3f2a9c01-`. */
export function jobStem(folder: string, generation: string): string {
  return `overparam-${createHash("sha256")
    .update(`${realpathSync(folder)}\n${generation}`)
    .digest("hex")
    .slice(0, 8)}-`;
}

/** The name of a new job. */
export function newJobName(stem: string, batch: number): string {
  return `${stem}${batch}-${randomBytes(3).toString("hex")}`;
}

/** How many batches were written so far. */
export function batchCount(place: string): number {
  if (!existsSync(place)) return 0;
  const numbers = readdirSync(place).flatMap((name) => {
    const found = /^batch-(\d+)\.json$/.exec(name);
    return found === null ? [] : [Number(found[1])];
  });
  return numbers.length === 0 ? 0 : Math.max(...numbers) + 1;
}

export function writeBatch(place: string, number: number, batch: Batch): void {
  writeAtomic(batchPath(place, number), JSON.stringify(batch));
}

/** @errors one sentence where there is no such batch */
export function readBatch(place: string, number: number): Batch {
  const path = batchPath(place, number);
  const { tasks, trials, name } = readJson(path) as unknown as Partial<Batch>;
  if (typeof tasks !== "number" || typeof name !== "string" || !Array.isArray(trials)) {
    throw misuse(path, "the file must list the trials of a batch", undefined, "remove it, and start the sweep again");
  }
  return { tasks, trials, name };
}

/** Every batch that was written, by the names of their jobs. */
export function readBatches(place: string): ReadonlyMap<string, Batch & { readonly number: number }> {
  return new Map(
    Array.from({ length: batchCount(place) }, (_, number) => number).flatMap((number) => {
      if (!existsSync(batchPath(place, number))) return [];
      const batch = readBatch(place, number);
      return [[batch.name, { ...batch, number }] as const];
    }),
  );
}

/** The trials of one task. */
export function trialsOfTask<T>({ tasks, trials }: { readonly tasks: number; readonly trials: readonly T[] }, task: number): readonly T[] {
  return trials.filter((_, at) => at % tasks === task);
}

/** What a task says when it cannot work at all. */
export function refusalPath(place: string, batch: number, task: number): string {
  return join(place, `refused-${batch}-${task}.txt`);
}

/** Where a task keeps a trial that was interrupted. */
export function progressPath(place: string, trial: string): string {
  return join(place, `trial-${trial}.safetensors`);
}

/** The shard of one attempt at a task, without its folder. */
export function taskShard(job: string, task: number, attempt: number): string {
  return `slurm-${job}_${task}${attempt === 0 ? "" : `-${attempt}`}.jsonl`;
}

/** The script of a batch, as it was submitted. */
export function scriptPath(place: string, batch: number): string {
  return join(place, `batch-${batch}.sh`);
}

function batchPath(place: string, number: number): string {
  return join(place, `batch-${number}.json`);
}
