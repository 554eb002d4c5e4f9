import { existsSync } from "node:fs";
import { join } from "node:path";
import { misuse, type RunRecord } from "@overparam/core";
import type { Verification } from "../../judge/verification.ts";
import { readRun } from "../folder/read-run.ts";
import { readRunConfig } from "../folder/run-config.ts";
import { readConstructed } from "./constructed-file.ts";
import { verificationFiles } from "./verification-files.ts";
import { readVerificationResult } from "./verification-result.ts";

/**
 * Reads a finished verification folder whole: verdicts as they were given, and every run behind them, so that it can be judged again.
 *
 * @errors one sentence: no such folder, not a verification, unfinished, newer records, or a run that is missing or damaged
 */
export function readVerification(folder: string): Verification {
  const config = readRunConfig(folder, "verification");
  if (!existsSync(join(folder, verificationFiles.result))) {
    throw misuse(folder, "the verification is unfinished", undefined, "do the same verify again: it goes on where it stopped");
  }
  const result = readVerificationResult(folder);
  return {
    id: config.id,
    study: config.study,
    studyVersion: config.studyVersion,
    numericsVersion: config.numericsVersion,
    backend: config.backend,
    seed: config.seed,
    config: config.config,
    counters: config.counters ?? true,
    claims: result.claims,
    records: result.runs.map((id) => recordOf(folder, id)),
    counterRecords: result.counterRuns.map((id) => recordOf(folder, id)),
    constructed: result.constructed.map((task) => {
      const path = verificationFiles.constructed(folder, task);
      const values = readConstructed(path, task);
      if (values === undefined) throw misuse(path, "the verification's construction is missing", undefined, "do the same verify again");
      return { task, values };
    }),
    failures: result.failures,
  };
}

function recordOf(folder: string, id: string): RunRecord {
  const place = verificationFiles.run(folder, id);
  const { record, finished } = readRun(place);
  if (record.id !== id || !finished) throw misuse(place, "the verification's run is missing", undefined, "do the same verify again");
  return record;
}
