import { existsSync } from "node:fs";
import type { TaskResult } from "../../plan/executor.ts";
import { readEvents } from "../folder/event-log.ts";
import { readRun } from "../folder/read-run.ts";
import { readConstructed } from "./constructed-file.ts";
import { ensembleFiles } from "./ensemble-files.ts";

/**
 * Looks finished tasks up in a folder of an ensemble. Only those made by this very code count (see codeHash): an edited study never meets
 * its old numbers, whether or not its version was raised.
 *
 * Files that are damaged are as good as absent: the task is done again.
 */
export function finishedResults(folder: string, code: string): (task: string) => TaskResult | undefined {
  const constructedBy = new Map(
    readEvents(folder).flatMap((event) => (event.event === "constructed" ? [[String(event.task), String(event.code)] as const] : [])),
  );
  return (task) => {
    const place = ensembleFiles.run(folder, task);
    if (existsSync(place)) return storedRun(place, task, code);
    if (constructedBy.get(task) !== code) return undefined;
    try {
      const constructed = readConstructed(ensembleFiles.constructed(folder, task), task);
      return constructed === undefined ? undefined : { task, kind: "construct", constructed };
    } catch {
      return undefined;
    }
  };
}

function storedRun(place: string, task: string, code: string): TaskResult | undefined {
  try {
    const { record, finished, checkpoint, layout } = readRun(place);
    const made = readEvents(place).at(-1);
    if (!finished || record.id !== task || made?.code !== code || checkpoint === undefined || layout === undefined) return undefined;
    return { task, kind: "run", record, end: { checkpoint, layout } };
  } catch {
    return undefined;
  }
}
