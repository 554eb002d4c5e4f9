import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changed } from "./compact-folder.ts";
import { compactSweep } from "./compact-sweep.ts";
import { readCompacted } from "./read-compacted.ts";
import { readShards } from "./read-shards.ts";
import { reopenSweep } from "./reopen-sweep.ts";
import { needSweep, shardFolder, sweepFiles } from "./sweep-json.ts";

/** The tables of a sweep as it is now. */
export interface SweepTables {
  /** Path of trials.parquet. */
  readonly trials: string;
  /** Path of curves.parquet, where curves are kept. */
  readonly curves?: string;
  /** Removes what was made for this reading alone. */
  close(): void;
}

/**
 * The tables of a sweep: its own where they hold every record, else new ones in a temporary folder, so that a sweep may be read while it runs.
 *
 * @param dirs folders to look for the study in, where it is no longer where it was
 * @errors one sentence: no sweep there, a study that does not load, a full disk
 */
export async function sweepTables(folder: string, dirs: readonly string[] = []): Promise<SweepTables> {
  const stored = needSweep(folder);
  const compacted = readCompacted(folder, stored);
  const shards = shardFolder(folder, stored.generation);
  const whole = compacted !== undefined && readShards(shards, () => undefined, compacted.bytes).lines === 0;
  const at = (place: string): Omit<SweepTables, "close"> => {
    const curves = join(place, sweepFiles.curves);
    return { trials: join(place, sweepFiles.trials), ...(existsSync(curves) ? { curves } : {}) };
  };
  if (whole) return { ...at(folder), close: () => undefined };
  const { plan } = await reopenSweep(folder, dirs);
  if (plan.id !== stored.id) throw changed(folder, stored.study);
  const place = mkdtempSync(join(tmpdir(), "overparam-tables-"));
  const close = (): void => rmSync(place, { recursive: true, force: true });
  try {
    compactSweep(folder, plan, stored.generation, undefined, place);
    return { ...at(place), close };
  } catch (error) {
    close();
    throw error;
  }
}
