import { join } from "node:path";
import type { Engine, RunRecord, Study } from "@overparam/core";
import type { Verification } from "@overparam/lab";
import { htmlReport, writeAtomic } from "@overparam/lab/node";

/** What a report can be of. */
export type Reported = Verification | { readonly record: RunRecord; readonly backend: string };

/** Writes the page of a verification or a run, by default into its folder, and gives its path. */
export async function writeReport(folder: string, study: Study, reported: Reported, engine: Engine, out?: string): Promise<string> {
  const path = out ?? join(folder, "report.html");
  writeAtomic(path, await htmlReport(study, reported, engine.math));
  return path;
}
