import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TaskResult } from "../../plan/executor.ts";
import type { Identity } from "../../plan/identity.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { guardFiles } from "../file/guard-files.ts";
import { makeFolder } from "../file/make-folder.ts";
import { writeCheckpoint } from "./checkpoint-file.ts";
import { clearRun } from "./clear-run.ts";
import { metricsLine } from "./metrics-file.ts";
import { writeResult } from "./result-file.ts";
import { runFiles, writeRunConfig } from "./run-config.ts";

/**
 * Writes a run that was made elsewhere (by a worker) into a folder: the same files, byte for byte, that a run of its own leaves,
 * the last checkpoint included where its end is at hand.
 *
 * Does not wait for the disk: a reader finds a run that a power cut damaged by its count of samples, and it is made again.
 */
export function recordRun(
  folder: string,
  identity: Identity,
  { record, end }: Extract<TaskResult, { readonly kind: "run" }>,
  event: Readonly<Record<string, unknown>>,
): void {
  makeFolder(folder);
  try {
    clearRun(folder);
    writeRunConfig(folder, "run", record.id, identity, { durable: false });
    const metrics = new TextEncoder().encode(record.samples.map((sample) => `${metricsLine(sample)}\n`).join(""));
    guardFiles(folder, () => {
      writeFileSync(join(folder, runFiles.metrics), metrics);
      appendFileSync(
        join(folder, runFiles.events),
        `${encodeJson({ at: new Date().toISOString(), event: "finished", iteration: record.outcome.iteration, ...event })}\n`,
      );
    });
    if (end !== undefined) writeCheckpoint(folder, { ...end, metricsBytes: metrics.length, samples: record.samples.length }, false);
    writeResult(folder, record.id, { outcome: record.outcome, facts: record.facts, samples: record.samples.length }, false);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
