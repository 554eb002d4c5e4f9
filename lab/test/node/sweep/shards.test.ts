import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compactSweep } from "../../../src/node/sweep/compact-sweep.ts";
import { readShards } from "../../../src/node/sweep/read-shards.ts";
import { decodeShardLine, encodeShardLine } from "../../../src/node/sweep/shard-line.ts";
import { shardWriter } from "../../../src/node/sweep/shard-writer.ts";
import { shardFolder } from "../../../src/node/sweep/sweep-json.ts";
import { trialLedger } from "../../../src/node/sweep/trial-ledger.ts";
import { failedRecord, runTrial } from "../../../src/sweep/run-trial.ts";
import type { TrialRecord } from "../../../src/sweep/trial.ts";
import { quadraticBench, quadraticSweep } from "../../support/fixture-sweep.ts";
import { temporary } from "../../support/temporary.ts";

const plan = quadraticSweep(
  "axes: [{setting: size, list: [2, 3, 5]}, {setting: curvature, list: [1, 2]}]\nseeds: 4\nkeep: {scalars: [loss, odd.0, facts.infinite], curves: {of: [loss], points: 4}}",
);
const all = Array.from({ length: plan.trials }, (_, k) => k);
const generation = "generation";
let engine: Engine;
let records: TrialRecord[];
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
  records = all.map((k) => {
    const end = runTrial(plan.trial(k), quadraticBench(plan, engine));
    if (end.kind !== "recorded") throw new Error("interrupted");
    return end.record;
  });
});
afterAll(() => engine.close());

/** Writes records into a shard of a sweep's folder. */
function put(folder: string, shard: string, entries: readonly TrialRecord[]): string {
  const path = join(shardFolder(folder, generation), `${shard}.jsonl`);
  const writer = shardWriter(path);
  for (const record of entries) writer.add({ record, took: Math.random() });
  writer.sync();
  writer.close();
  return path;
}

function compacted(folder: string): { trials: Buffer; curves: Buffer } {
  compactSweep(folder, plan, generation);
  return { trials: readFileSync(join(folder, "trials.parquet")), curves: readFileSync(join(folder, "curves.parquet")) };
}

describe("shards", () => {
  it("give back what was written, NaN and infinities included", () => {
    const record = records[0] as TrialRecord;
    expect(record.scalars).toMatchObject({ "odd.0": Number.NaN, "facts.infinite": Number.POSITIVE_INFINITY });
    expect(decodeShardLine(Buffer.from(encodeShardLine({ record, took: 1.5 })))).toEqual({ record, took: 1.5 });
  });

  it("compact to the same bytes whoever made the trials, in whatever order and how often", () => {
    const one = temporary();
    put(one, "a", records);
    const many = temporary();
    const shuffled = [...records].sort((a, b) => (a.trial < b.trial ? -1 : 1));
    put(many, "a", shuffled.slice(0, 9));
    put(many, "c", shuffled.slice(5));
    put(many, "b", [failedRecord(plan.trial(3), "its worker died"), ...shuffled.slice(0, 2)]);
    expect(compacted(many)).toEqual(compacted(one));
    const none = temporary();
    put(none, "a", records.slice(1));
    expect(compacted(none)).not.toEqual(compacted(one));
  });

  it("compact to a table in the order of the plan, axes and scalars as columns", async () => {
    const folder = temporary();
    put(folder, "a", [...records].reverse());
    const { trials, curves } = compacted(folder);
    const buffer = trials.buffer.slice(trials.byteOffset, trials.byteOffset + trials.length) as ArrayBuffer;
    const rows = await parquetReadObjects({ file: { byteLength: buffer.byteLength, slice: (from, to) => buffer.slice(from, to) } });
    expect(rows.map(({ trial }) => trial)).toEqual(all.map((k) => plan.trial(k).id));
    expect(rows[9]).toMatchObject({
      cell: 2n,
      seed: 2n,
      size: 3n,
      curvature: 1n,
      status: "done",
      reason: null,
      loss: records[9]?.scalars.loss,
      "facts.infinite": Number.POSITIVE_INFINITY,
    });
    expect(rows[9]?.["odd.0"]).toBeNaN();
    expect(curves.length).toBeGreaterThan(100);
  });

  it("of a writer that was cut off mid-line lose that line alone, and go on", () => {
    const folder = temporary();
    const path = put(folder, "a", records.slice(0, 3));
    const whole = readFileSync(path);
    const line = `${encodeShardLine({ record: records[3] as TrialRecord, took: 1 })}\n`;
    for (const cut of [1, 17, line.length - 1]) {
      writeFileSync(path, whole);
      appendFileSync(path, line.slice(0, cut));
      expect(readShards(shardFolder(folder, generation), () => undefined)).toMatchObject({ lines: 3, damaged: [] });
      put(folder, "a", records.slice(3, 5));
      const seen: string[] = [];
      expect(readShards(shardFolder(folder, generation), ({ record }) => seen.push(record.trial)).damaged).toEqual([]);
      expect(seen).toEqual(records.slice(0, 5).map(({ trial }) => trial));
    }
  });

  it("with any byte of a line changed count its trial as not made, and say where", () => {
    const folder = temporary();
    const path = put(folder, "a", records.slice(0, 3));
    const sound = readFileSync(path);
    const begin = sound.indexOf("\n") + 1;
    const end = sound.indexOf("\n", begin);
    for (let at = begin; at < end; at += 7) {
      const bad = Buffer.from(sound);
      bad[at] = (bad[at] as number) ^ 0x04;
      writeFileSync(path, bad);
      const ledger = trialLedger(plan, shardFolder(folder, generation));
      expect(ledger.reading.damaged).toEqual([{ shard: "a.jsonl", line: 2 }]);
      expect([0, 1, 2].map((k) => ledger.status(k))).toEqual(["done", undefined, "done"]);
    }
  });

  it("count a trial once, done before failed before unfinished, and know trials of another plan", () => {
    const folder = temporary();
    const other = quadraticSweep("axes: [{setting: size, list: [7]}]");
    put(folder, "a", [failedRecord(plan.trial(0), "x"), failedRecord(plan.trial(1), "x"), failedRecord(plan.trial(2), "x", "unfinished")]);
    put(folder, "b", [records[0] as TrialRecord, failedRecord(plan.trial(1), "x", "unfinished"), failedRecord(other.trial(0), "y")]);
    const { counts, foreign } = trialLedger(plan, shardFolder(folder, generation));
    expect(counts).toEqual({ done: 1, failed: 1, unfinished: 1 });
    expect(foreign).toEqual({ done: 0, failed: 1, unfinished: 0 });
    expect(compactSweep(folder, plan, generation)).toMatchObject({ counts, trials: 24 });
  });

  it("of nothing compact to an empty table", () => {
    const folder = temporary();
    expect(compactSweep(folder, plan, generation).counts).toEqual({ done: 0, failed: 0, unfinished: 0 });
    expect(existsSync(join(folder, "trials.parquet"))).toBe(true);
  });
});
