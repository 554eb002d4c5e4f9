import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Compacted } from "./compact-sweep.ts";
import { type StoredSweep, sweepFiles } from "./sweep-json.ts";

/** What the tables of a sweep hold; undefined where there are none, or they are of other trials. */
export function readCompacted(folder: string, { id, generation }: Pick<StoredSweep, "id" | "generation">): Compacted | undefined {
  const path = join(folder, sweepFiles.compacted);
  if (!existsSync(path) || !existsSync(join(folder, sweepFiles.trials))) return undefined;
  try {
    const compacted = JSON.parse(readFileSync(path, "utf8")) as Compacted;
    return compacted.id === id && compacted.generation === generation ? compacted : undefined;
  } catch {
    return undefined;
  }
}
