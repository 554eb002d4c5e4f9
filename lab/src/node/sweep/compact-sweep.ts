import { closeSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { encodeJson } from "../../record/encode-json.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import type { TrialRecord } from "../../sweep/trial.ts";
import { guardFiles } from "../file/guard-files.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { betterRecord, outranks } from "./better-record.ts";
import { type ParquetColumn, parquetFile } from "./parquet-file.ts";
import { readShards, type ShardPlace, shardNames } from "./read-shards.ts";
import { byCount, type ReasonCount } from "./reason-tally.ts";
import { decodeShardLine } from "./shard-line.ts";
import { shardFolder, sweepFiles, type TrialCounts } from "./sweep-json.ts";
import { trialColumns } from "./trial-table.ts";

/** What a compaction found; also in compacted.json, so that nobody has to count again. */
export interface Compacted {
  /** The plan's id, and which shards. */
  readonly id: string;
  readonly generation: string;
  readonly trials: number;
  readonly counts: TrialCounts;
  /** Trials by status and reason. */
  readonly reasons: readonly ReasonCount[];
  /** Bytes of each shard that it covers. */
  readonly bytes: Readonly<Record<string, number>>;
  /** Lines that were damaged. */
  readonly damaged: number;
}

/** Rows in memory at a time, and of a group in the file. */
const rows = 20_000;

/**
 * Turns the shards of a sweep into trials.parquet, and curves.parquet where curves are kept: one row a recorded trial, in the order of the plan.
 *
 * The bytes depend on the records alone: not on who made them, in which order, how often, or what was cut off on the way.
 *
 * @param indexOf a trial's place in the plan; worked out here, at about 20 µs a trial, unless it is known
 * @param into where the tables go, if not into the sweep's own folder
 * @errors one sentence where the disk refuses; then the old tables stand
 */
export function compactSweep(folder: string, plan: SweepPlan, generation: string, indexOf = indexer(plan), into = folder): Compacted {
  const shards = shardFolder(folder, generation);
  const names = shardNames(shards);
  const shardOf = new Uint32Array(plan.trials);
  const offset = new Float64Array(plan.trials);
  const length = new Uint32Array(plan.trials);
  // Those without numbers: where two of them differ, the choice must not depend on which came first.
  const poor = new Map<number, TrialRecord>();
  const scalars = new Set<string>();
  const statuses: (TrialRecord["status"] | undefined)[] = new Array<TrialRecord["status"] | undefined>(plan.trials).fill(undefined);
  const keep = (at: number, { shard, offset: from, length: size }: ShardPlace, record: TrialRecord): void => {
    shardOf[at] = names.indexOf(shard);
    offset[at] = from;
    length[at] = size;
    statuses[at] = record.status;
    if (record.status === "done") poor.delete(at);
    else poor.set(at, record);
  };
  const reading = readShards(shards, ({ record }, place) => {
    const at = indexOf(record.trial);
    if (at === undefined || !names.includes(place.shard)) return;
    for (const name of Object.keys(record.scalars)) scalars.add(name);
    const known = statuses[at];
    if (known === undefined || outranks(record.status, known)) keep(at, place, record);
    else if (known === record.status && record.status !== "done") {
      const before = poor.get(at);
      if (before !== undefined && betterRecord(record, before) !== before) keep(at, place, record);
    }
  });

  const columns = trialColumns(plan, scalars);
  const metadata = { overparam: encodeJson({ sweep: plan.id, study: plan.study, studyVersion: plan.studyVersion, backend: plan.backend }) };
  const table = parquetFile(join(into, sweepFiles.trials), columns, metadata);
  const curveNames = plan.keep.curves?.of;
  const curves = curveNames === undefined ? undefined : parquetFile(join(into, sweepFiles.curves), curveColumns(curveNames), metadata);
  const counts = { done: 0, failed: 0, unfinished: 0 };
  const reasons = new Map<string, ReasonCount & { trials: number }>();
  const reader = lineReader(shards, names);
  try {
    for (let from = 0; from < plan.trials; from += rows) {
      const records: TrialRecord[] = [];
      for (let at = from; at < Math.min(from + rows, plan.trials); at++) {
        if (statuses[at] === undefined) continue;
        const entry = decodeShardLine(reader.line(shardOf[at] as number, offset[at] as number, length[at] as number));
        if (entry !== undefined) records.push(entry.record);
      }
      for (const record of records) {
        counts[record.status] += 1;
        if (record.reason === null) continue;
        const key = `${record.status}\n${record.reason}`;
        const group = reasons.get(key) ?? { status: record.status, reason: record.reason, trials: 0 };
        group.trials += 1;
        reasons.set(key, group);
      }
      table.group(columns.map(({ of }) => records.map(of)));
      if (curves !== undefined && curveNames !== undefined) curves.group(curveRows(records, curveNames));
    }
    table.finish();
    curves?.finish();
  } catch (error) {
    table.discard();
    curves?.discard();
    throw error;
  } finally {
    reader.close();
  }
  if (curves === undefined) rmSync(join(into, sweepFiles.curves), { force: true });
  const result: Compacted = {
    id: plan.id,
    generation,
    trials: plan.trials,
    counts,
    reasons: [...reasons.values()].sort(byCount),
    bytes: reading.bytes,
    damaged: reading.damaged.length,
  };
  writeAtomic(join(into, sweepFiles.compacted), `${encodeJson(result, 2)}\n`);
  return result;
}

function indexer(plan: SweepPlan): (trial: string) => number | undefined {
  const index = new Map<string, number>();
  for (let at = 0; at < plan.trials; at++) index.set(plan.trial(at).id, at);
  return (trial) => index.get(trial);
}

function curveColumns(names: readonly string[]): readonly ParquetColumn[] {
  return [
    { name: "trial", type: "STRING" },
    { name: "iteration", type: "INT64" },
    { name: "time", type: "DOUBLE" },
    ...names.map((name) => ({ name: ["trial", "iteration", "time"].includes(name) ? `${name}_` : name, type: "DOUBLE" as const })),
  ];
}

function curveRows(records: readonly TrialRecord[], names: readonly string[]): (string | number | null)[][] {
  const out: (string | number | null)[][] = [[], [], [], ...names.map(() => [])];
  for (const { trial, curve } of records) {
    if (curve === undefined) continue;
    curve.iteration.forEach((iteration, k) => {
      out[0]?.push(trial);
      out[1]?.push(iteration);
      out[2]?.push(curve.time[k] ?? null);
      names.forEach((name, n) => out[3 + n]?.push(curve.values[name]?.[k] ?? null));
    });
  }
  return out;
}

/** Reads single lines of shards. */
function lineReader(
  folder: string,
  names: readonly string[],
): { line(shard: number, offset: number, length: number): Buffer; close(): void } {
  const files = new Map<number, number>();
  return {
    line: (shard, offset, length) =>
      guardFiles(join(folder, names[shard] ?? ""), () => {
        let file = files.get(shard);
        if (file === undefined) {
          file = openSync(join(folder, names[shard] ?? ""), "r");
          files.set(shard, file);
        }
        const out = Buffer.allocUnsafe(length);
        readSync(file, out, 0, length, offset);
        return out;
      }),
    close: () => files.forEach((file) => closeSync(file)),
  };
}
