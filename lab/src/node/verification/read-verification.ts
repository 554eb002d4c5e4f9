import { existsSync } from "node:fs";
import { join } from "node:path";
import { misuse } from "@overparam/core";
import type { Verification } from "../../judge/verification.ts";
import { readRunConfig } from "../folder/run-config.ts";
import { readConstructed } from "../ensemble/constructed-file.ts";
import { ensembleFiles } from "../ensemble/ensemble-files.ts";
import { readEnsembleRun } from "../ensemble/read-ensemble-run.ts";
import { readVerificationResult, verificationFile } from "./verification-result.ts";

/**
 * Reads a finished verification folder whole: verdicts as they were given, and every run behind them, so that it can be judged again.
 *
 * @errors one sentence: no such folder, not a verification, unfinished, newer records, or a run that is missing or damaged
 */
export function readVerification(folder: string): Verification {
  const config = readRunConfig(folder, "verification");
  if (!existsSync(join(folder, verificationFile))) {
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
    records: result.runs.map((id) => readEnsembleRun(folder, id)),
    counterRecords: result.counterRuns.map((id) => readEnsembleRun(folder, id)),
    constructed: result.constructed.map((task) => {
      const path = ensembleFiles.constructed(folder, task);
      const values = readConstructed(path, task);
      if (values === undefined) throw misuse(path, "the verification's construction is missing", undefined, "do the same verify again");
      return { task, values };
    }),
    failures: result.failures,
  };
}
