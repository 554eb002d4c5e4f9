import { join } from "node:path";
import { misuse } from "@overparam/core";
import { encodeJson } from "../../record/encode-json.ts";
import { recordSchema } from "../../record/record-schema.ts";
import type { ExperimentResult } from "../../run/run-experiment.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";

/** Its presence means that the experiment is finished. */
export const experimentFile = "experiment.json";

/** Writes `experiment.json`, the last file of an experiment: the names of its runs, in the order of its plan. */
export function writeExperimentResult(folder: string, { id, study, experiment, records, failures }: ExperimentResult): void {
  const content = { schema: recordSchema, id, study, experiment, runs: records.map((record) => record.id), failures };
  writeAtomic(join(folder, experimentFile), `${encodeJson(content, 2)}\n`);
}

/** Reads `experiment.json`. @errors one sentence where the file is damaged */
export function readExperimentResult(folder: string): {
  readonly runs: readonly string[];
  readonly failures: ExperimentResult["failures"];
} {
  const path = join(folder, experimentFile);
  const { runs, failures } = readJson(path);
  if (!Array.isArray(runs) || !Array.isArray(failures)) {
    throw misuse(path, "the file must give the lists runs and failures", undefined, "run the experiment again with --fresh");
  }
  return { runs: runs.map(String), failures: failures as ExperimentResult["failures"] };
}
