import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Elementary, misuse, type Study } from "@overparam/core";
import type { ExperimentResult } from "../../run/run-experiment.ts";
import { readEnsembleRun } from "../ensemble/read-ensemble-run.ts";
import { readRunConfig } from "../folder/run-config.ts";
import { experimentFile, readExperimentResult } from "./experiment-result.ts";

/**
 * Reads a finished experiment's folder whole and draws its figures again from the records.
 *
 * @errors one sentence: no such folder, not an experiment, unfinished, one that the study no longer has, or a run that is missing
 */
export function readExperiment(folder: string, study: Study, math: Elementary): ExperimentResult {
  const config = readRunConfig(folder, "experiment");
  if (!existsSync(join(folder, experimentFile))) {
    throw misuse(folder, "the experiment is unfinished", undefined, "run the same experiment again: it goes on where it stopped");
  }
  const found = study.experiments.find(({ id }) => id === config.experiment);
  if (found === undefined) throw misuse(folder, `${study.id} has no such experiment any more`, config.experiment);
  const { runs, failures } = readExperimentResult(folder);
  const records = runs.map((id) => readEnsembleRun(folder, id));
  return {
    id: config.id,
    study: config.study,
    studyVersion: config.studyVersion,
    numericsVersion: config.numericsVersion,
    backend: config.backend,
    seed: config.seed,
    config: config.config,
    experiment: found.id,
    records,
    figures: found.figures(records, math),
    failures,
  };
}
