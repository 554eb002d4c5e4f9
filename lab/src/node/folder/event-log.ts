import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeJson } from "../../record/encode-json.ts";
import { type AppendLog, appendLog } from "../file/append-log.ts";
import { guardFiles } from "../file/guard-files.ts";
import { runFiles } from "./run-config.ts";

/** A line of events.jsonl: when, what, and anything that may differ between two honest runs. */
export interface RunEvent {
  readonly at: string;
  readonly event: string;
  readonly [detail: string]: unknown;
}

/** Appends events with the time of day. */
export interface EventLog {
  tell(event: string, details?: Readonly<Record<string, unknown>>): void;
  close(): void;
}

/** Opens events.jsonl of a folder. */
export function eventLog(folder: string): EventLog {
  const log: AppendLog = appendLog(join(folder, runFiles.events));
  return {
    tell: (event, details = {}) => log.write([encodeJson({ at: new Date().toISOString(), event, ...details })]),
    close: () => log.close(),
  };
}

/** The events of a folder; lines that are no JSON, as a power cut leaves them, are left out. */
export function readEvents(folder: string): readonly RunEvent[] {
  const path = join(folder, runFiles.events);
  if (!existsSync(path)) return [];
  return guardFiles(path, () => readFileSync(path, "utf8"))
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as RunEvent];
      } catch {
        return [];
      }
    });
}
