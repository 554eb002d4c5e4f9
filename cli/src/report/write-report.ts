import { join } from "node:path";
import type { Engine, Study } from "@overparam/core";
import { htmlReport, type Reported, writeAtomic } from "@overparam/lab/node";

/** Writes the page of a verification, an experiment or a run, by default into its folder, and gives its path. */
export async function writeReport(folder: string, study: Study, reported: Reported, engine: Engine, out?: string): Promise<string> {
  const path = out ?? join(folder, "report.html");
  writeAtomic(path, await htmlReport(study, reported, engine.math));
  return path;
}
