import { exportRun, findStudy, readRunConfig } from "@overparam/lab/node";
import type { ExportOptions } from "../commands/export.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { findRecords } from "../options/find-records.ts";
import { studyFolders } from "../options/find-studies.ts";

/** Writes a run's records in the format of another program, and prints the paths. */
export async function exportFolder({ terminal }: Host, name: string, options: ExportOptions): Promise<number> {
  const folder = findRecords(name, options.runs);
  const { format, out } = options;
  // Numbers need nothing but the folder; figures are made by the study.
  const drawn = format === "svg" || format === "png";
  const study = drawn ? (await findStudy(readRunConfig(folder).study, { dirs: studyFolders(options.studies) })).study : undefined;
  for (const path of await exportRun(folder, format, out, study)) terminal.print(path);
  return exitCode.ok;
}
