import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TrialStatus } from "../../sweep/trial.ts";
import { lockHolder } from "../file/lock-folder.ts";
import { readJson } from "../file/read-json.ts";
import { outranks } from "./better-record.ts";
import { readCompacted } from "./read-compacted.ts";
import { readShards, type ShardReading } from "./read-shards.ts";
import { byCount, type ReasonCount } from "./reason-tally.ts";
import { needSweep, shardFolder, type StoredSweep, sweepFiles, type TrialCounts } from "./sweep-json.ts";
import type { SweepProgress } from "./sweep-progress.ts";

/** How a sweep stands, read from its folder by any process. */
export interface SweepStatus {
  readonly sweep: StoredSweep;
  readonly counts: TrialCounts;
  /** Trials by status and reason, the most frequent first. */
  readonly reasons: readonly ReasonCount[];
  /** Trials without a record, or unfinished. */
  readonly left: number;
  /** The process that runs it now. */
  readonly running: { readonly pid: number; readonly host: string } | null;
  /** What that process told last; null where none runs, or it has told nothing yet. */
  readonly progress: SweepProgress | null;
  /** Do the tables hold every record? */
  readonly compacted: boolean;
  readonly damaged: ShardReading["damaged"];
}

/**
 * Reads how a sweep stands: from its coordinator's telling while one runs, else from the tables where they hold all, else from the shards.
 *
 * Where axes or seeds were taken away, reasons of records that the plan no longer has are among the reasons; the counts are without them.
 *
 * @errors one sentence where the folder holds no sweep
 * @cost a few file reads for a compacted sweep of any size; 10 µs a record else
 */
export function sweepStatus(folder: string): SweepStatus {
  const sweep = needSweep(folder);
  const running = lockHolder(folder) ?? null;
  const progress = running === null ? undefined : readProgress(folder, running);
  const of = (counts: TrialCounts): Pick<SweepStatus, "sweep" | "counts" | "left" | "running"> => ({
    sweep,
    counts,
    left: sweep.trials - counts.done - counts.failed,
    running,
  });
  if (progress !== undefined) {
    return { ...of(progress.counts), reasons: progress.reasons, progress, compacted: false, damaged: [] };
  }
  const shards = shardFolder(folder, sweep.generation);
  const compacted = readCompacted(folder, sweep);
  if (compacted !== undefined && readShards(shards, () => undefined, compacted.bytes).lines === 0) {
    return { ...of(compacted.counts), reasons: compacted.reasons, progress: null, compacted: true, damaged: [] };
  }
  const { counts, reasons, damaged } = count(shards, sweep.foreign);
  return { ...of(counts), reasons, progress: null, compacted: false, damaged };
}

function readProgress(folder: string, { pid, host }: { readonly pid: number; readonly host: string }): SweepProgress | undefined {
  const path = join(folder, sweepFiles.progress);
  if (!existsSync(path)) return undefined;
  const progress = readJson(path) as unknown as SweepProgress;
  return progress.pid === pid && progress.host === host ? progress : undefined;
}

/** Every trial once, by the record of it that counts. */
function count(shards: string, foreign: TrialCounts): Pick<SweepStatus, "counts" | "reasons" | "damaged"> {
  const kinds: { readonly status: TrialStatus; readonly reason: string | null }[] = [];
  const kindOf = new Map<string, number>();
  const of = new Map<string, number>();
  const { damaged } = readShards(shards, ({ record: { trial, status, reason } }) => {
    const known = kinds[of.get(trial) ?? -1];
    if (known !== undefined && !outranks(status, known.status)) return;
    const key = `${status}\n${reason ?? ""}`;
    let kind = kindOf.get(key);
    if (kind === undefined) {
      kind = kinds.push({ status, reason }) - 1;
      kindOf.set(key, kind);
    }
    of.set(trial, kind);
  });
  const sizes = new Array<number>(kinds.length).fill(0);
  for (const kind of of.values()) sizes[kind] = (sizes[kind] ?? 0) + 1;
  const counts = { done: -foreign.done, failed: -foreign.failed, unfinished: -foreign.unfinished };
  kinds.forEach(({ status }, kind) => {
    counts[status] += sizes[kind] ?? 0;
  });
  const reasons = kinds.flatMap(({ status, reason }, kind) => (reason === null ? [] : [{ status, reason, trials: sizes[kind] ?? 0 }]));
  return { counts, reasons: reasons.filter(({ trials }) => trials > 0).sort(byCount), damaged };
}
