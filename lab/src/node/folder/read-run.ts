import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Checkpoint, type Layout, misuse, type RunRecord } from "@overparam/core";
import { readCheckpoint } from "./checkpoint-file.ts";
import { readMetrics } from "./metrics-file.ts";
import { readResult } from "./result-file.ts";
import { type RunConfig, readRunConfig, runFiles } from "./run-config.ts";

/** A run folder, read. */
export interface StoredRun {
  readonly folder: string;
  readonly config: RunConfig;
  readonly record: RunRecord;
  readonly finished: boolean;
  /** Where it stood last; its parameters are the tensor `theta`. */
  readonly checkpoint: Checkpoint | undefined;
  readonly layout: Layout | undefined;
}

/**
 * Reads a run folder, finished or not; the record of an unfinished one ends as "interrupted".
 *
 * @errors one sentence: no such folder, not a run folder, newer records, or a damaged file with its line
 */
export function readRun(folder: string): StoredRun {
  const config = readRunConfig(folder, "run");
  const metrics = join(folder, runFiles.metrics);
  const samples = existsSync(metrics) ? readMetrics(metrics) : [];
  const result = readResult(folder);
  if (result !== undefined && result.samples !== samples.length) {
    throw misuse(
      metrics,
      `the run's result counts ${result.samples} samples`,
      samples.length,
      "the file was changed or cut; run again with --fresh",
    );
  }
  const stored = readCheckpoint(folder);
  const last = samples.at(-1);
  const record: RunRecord = {
    id: config.id,
    config: config.config,
    seed: config.seed,
    facts: result?.facts ?? {},
    outcome: result?.outcome ?? {
      kind: "interrupted",
      iteration: last?.iteration ?? 0,
      time: last?.time ?? 0,
      value: Number.NaN,
      says: `The run is unfinished; overparam resume ${folder} goes on with it.`,
    },
    samples,
  };
  return { folder, config, record, finished: result !== undefined, checkpoint: stored?.checkpoint, layout: stored?.layout };
}
