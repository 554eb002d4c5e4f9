import { rmSync } from "node:fs";
import { join } from "node:path";
import { guardFiles } from "../file/guard-files.ts";
import { runFiles } from "./run-config.ts";

/** Removes a run's own files, the result first, so that a folder never looks finished without being so. */
export function clearRun(folder: string): void {
  const names = [runFiles.result, runFiles.checkpoint, runFiles.metrics, runFiles.events, runFiles.config];
  guardFiles(folder, () => {
    for (const name of names) rmSync(join(folder, name), { force: true });
  });
}
