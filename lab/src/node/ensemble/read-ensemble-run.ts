import { misuse, type RunRecord } from "@overparam/core";
import { readRun } from "../folder/read-run.ts";
import { ensembleFiles } from "./ensemble-files.ts";

/** One run of a finished verification or experiment. @errors one sentence where it is missing or damaged */
export function readEnsembleRun(folder: string, id: string): RunRecord {
  const place = ensembleFiles.run(folder, id);
  const { record, finished } = readRun(place);
  if (record.id !== id || !finished)
    throw misuse(place, "a run of this folder is missing", undefined, "do the same again: it is made anew");
  return record;
}
