import { exportRun, findStudy, readRunConfig } from "@overparam/lab/node";
import type { ExportOptions } from "../commands/export.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { findRecords } from "../options/find-records.ts";
import { studyFolders } from "../options/find-studies.ts";

/** Writes a run's records in the format of another program. */
export async function exportFolder({ terminal }: Host, name: string, options: ExportOptions): Promise<number> {
  const folder = findRecords(name, options.runs);
  const { study } = await findStudy(readRunConfig(folder).study, { dirs: studyFolders(options.studies) });
  for (const path of await exportRun(folder, options.format, options.out, study)) terminal.print(path);
  return exitCode.ok;
}
