import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { misuse } from "@overparam/core";
import { type FolderKind, readRunConfig, runFiles } from "./run-config.ts";

const prefix: Readonly<Record<FolderKind, string>> = { run: "", verification: "verify-", experiment: "experiment-" };

/** Where a run goes unless told otherwise: runs/STUDY/ID. Verifications begin with `verify-`, experiments with `experiment-`. */
export function runPlace(kind: FolderKind, study: string, id: string, root = "runs"): string {
  return join(root, study, prefix[kind] + id.slice(0, 12));
}

/** What a folder is to a run of this id. */
export type PlaceState = "free" | "unfinished" | "finished";

/**
 * Looks at a folder before writing to it.
 *
 * @param finished the file whose presence means that the work is done
 * @errors one sentence where it holds something else, which is left alone
 */
export function placeState(folder: string, kind: FolderKind, id: string, finished: string = runFiles.result): PlaceState {
  if (!existsSync(folder)) return "free";
  if (!statSync(folder).isDirectory()) throw misuse(folder, "this must be a folder", "a file", "choose another place with --out DIR");
  const entries = readdirSync(folder).filter((name) => name !== "lock" && !name.endsWith(".tmp"));
  if (entries.length === 0) return "free";
  if (!entries.includes(runFiles.config)) {
    throw misuse(folder, "the folder must be empty, or hold this very run", undefined, "choose another place with --out DIR");
  }
  const config = readRunConfig(folder);
  if (config.kind !== kind || config.id !== id) {
    throw misuse(
      folder,
      `the folder holds another ${config.kind}, ${config.id.slice(0, 12)} of ${config.study}`,
      undefined,
      "choose another place with --out DIR",
    );
  }
  return entries.includes(finished) ? "finished" : "unfinished";
}
