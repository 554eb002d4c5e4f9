import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpSync } from "node:fs";
import { type Engine, resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeVerification } from "../../src/judge/judge-verification.ts";
import type { VerifyEvent } from "../../src/judge/verify.ts";
import { readNpz } from "../../src/format/npz.ts";
import { exportRun } from "../../src/node/export/export-run.ts";
import { readRun } from "../../src/node/folder/read-run.ts";
import { startRun } from "../../src/node/folder/start-run.ts";
import { type FoundStudy, loadStudy } from "../../src/node/studies/load-study.ts";
import { readVerification } from "../../src/node/verification/read-verification.ts";
import { type VerifyFolderOrder, verifyInFolder } from "../../src/node/verification/verify-in-folder.ts";
import { writeVerification } from "../../src/node/verification/write-verification.ts";
import { fixtureFolder, fixtureStudy } from "../support/fixture-study.ts";
import { inlineExecutor } from "../support/inline-executor.ts";
import { contents, temporary } from "../support/temporary.ts";

let engine: Engine;
let found: FoundStudy;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
  found = await fixtureStudy("quadratic");
});
afterAll(() => engine.close());

const config = (settings: Record<string, unknown> = {}) => resolveConfig(found.study, settings) as Record<string, unknown>;
/** Without threads unless `workers` is given. */
const ask = (folder: string, more: Partial<VerifyFolderOrder> = {}) =>
  verifyInFolder({
    found,
    config: config(),
    seed: 1,
    engine,
    folder,
    ...(more.workers === undefined ? { executor: inlineExecutor((more.found ?? found).study, engine) } : {}),
    ...more,
  });

describe("a verification folder", () => {
  it("is byte for byte the same with one worker, two workers and none", async () => {
    const [alone, one, two] = [temporary(), temporary(), temporary()];
    await ask(alone);
    await ask(one, { workers: 1 });
    await ask(two, { workers: 2 });
    expect(contents(one)).toEqual(contents(alone));
    expect(contents(two)).toEqual(contents(alone));
    expect(Object.keys(contents(alone))).toHaveLength(2 + 1 + 12 * 4);
  });

  it("holds run folders that are those of the runs themselves", async () => {
    const [folder, run] = [temporary(), temporary()];
    const { verification } = await ask(folder);
    const record = verification.records[0];
    const { id } = await startRun({ study: found.study, config: record?.config as Record<string, unknown>, seed: 1, engine, folder: run });
    expect(id).toBe(record?.id);
    expect(contents(join(folder, "runs", id.slice(0, 12)))).toEqual(contents(run));
    expect(readRun(join(folder, "runs", id.slice(0, 12))).record).toEqual(record);
  });

  it("reads back as the verification, and judges again to the same verdicts", async () => {
    const folder = temporary();
    const { verification } = await ask(folder);
    expect(readVerification(folder)).toEqual(verification);
    expect(judgeVerification(found.study, readVerification(folder), engine.math)).toEqual(verification);
  });

  it("keeps the last parameters of every run, which its export has by name", async () => {
    const folder = temporary();
    const { verification } = await ask(folder);
    for (const { id, facts } of verification.records) {
      const place = join(folder, "runs", id.slice(0, 12));
      const { checkpoint, layout } = readRun(place);
      expect(checkpoint?.tensors.theta).toHaveLength(Number(facts.size));
      const [path = ""] = await exportRun(place, "npz", join(temporary(), "run.npz"));
      const tensors = readNpz(readFileSync(path), path);
      const { name = "", offset = 0 } = layout?.blocks[0] ?? {};
      expect(tensors[name]?.data).toEqual(checkpoint?.tensors.theta?.slice(offset, offset + (tensors[name]?.data.length ?? 0)));
    }
  });

  it("is written the same from a verification at hand, but for the parameters", async () => {
    const [folder, other] = [temporary(), temporary()];
    const { verification } = await ask(folder);
    writeVerification(other, found.study, verification);
    const recorded = Object.entries(contents(folder)).filter(([name]) => !name.endsWith("checkpoint.safetensors"));
    expect(contents(other)).toEqual(Object.fromEntries(recorded));
  });

  it("done again computes nothing and says so; with fresh, everything; always to the same bytes", async () => {
    const folder = temporary();
    const first = await ask(folder);
    const before = contents(folder);
    const events: VerifyEvent[] = [];
    const second = await ask(folder, { onEvent: (event) => events.push(event) });
    expect([first.reused, first.tasks, second.reused, second.tasks]).toEqual([0, 13, 13, 13]);
    expect(events.filter(({ kind }) => kind === "started")).toEqual([]);
    expect(contents(folder)).toEqual(before);
    expect((await ask(folder, { fresh: true })).reused).toBe(0);
    expect(contents(folder)).toEqual(before);
  });

  it("stopped half-way keeps what is finished and goes on from there", async () => {
    const [whole, parts] = [temporary(), temporary()];
    await ask(whole);
    const stop = new AbortController();
    let finished = 0;
    const onEvent = (event: VerifyEvent) => event.kind === "finished" && ++finished === 5 && stop.abort();
    await expect(ask(parts, { onEvent, signal: stop.signal })).rejects.toMatchObject({ name: "Interrupted", done: 5, total: 13 });
    expect(() => readVerification(parts)).toThrow(/the verification is unfinished. Do the same verify again/);
    expect((await ask(parts)).reused).toBe(5);
    expect(contents(parts)).toEqual(contents(whole));
  });

  it("does a damaged, truncated or foreign run again", async () => {
    const folder = temporary();
    await ask(folder);
    const before = contents(folder);
    const [one, two, three, four] = readdirSync(join(folder, "runs")).map((name) => join(folder, "runs", name)) as [
      string,
      string,
      string,
      string,
    ];
    writeFileSync(join(one, "metrics.jsonl"), "damaged\n");
    rmSync(join(two, "result.json"));
    writeFileSync(join(three, "config.json"), readFileSync(join(one, "config.json")));
    rmSync(join(four, "checkpoint.safetensors"));
    expect((await ask(folder)).reused).toBe(9);
    expect(contents(folder)).toEqual(before);
  });

  it("never gives old numbers to edited code, even where its version was not raised", async () => {
    const study = join(temporary(), "quadratic");
    cpSync(fixtureFolder("quadratic"), study, { recursive: true });
    const copy = await loadStudy({ name: "quadratic", from: "directory", path: study });
    const folder = temporary();
    await ask(folder, { found: copy });
    expect((await ask(folder, { found: copy })).reused).toBe(13);
    appendFileSync(join(study, "index.ts"), "\n// edited\n");
    expect((await ask(folder, { found: copy })).reused).toBe(0);
  });

  it("leaves nothing behind where the plan is refused, and an earlier verification as it was", async () => {
    const folder = join(temporary(), "deep", "verification");
    const strict = {
      ...found,
      study: {
        ...found.study,
        setup() {
          throw new RangeError("refused");
        },
      },
    };
    await expect(ask(folder, { found: strict })).rejects.toThrow("refused");
    expect(existsSync(join(folder, ".."))).toBe(false);
    await ask(folder);
    const before = contents(folder);
    await expect(ask(folder, { found: strict, fresh: true })).rejects.toThrow("refused");
    expect(contents(folder)).toEqual(before);
  });

  it("is not written over another one, nor over other files", async () => {
    const folder = temporary();
    await ask(folder);
    await expect(ask(folder, { seed: 2 })).rejects.toThrow(/the folder holds another verification/);
    const thesis = temporary();
    writeFileSync(join(thesis, "thesis.tex"), "");
    await expect(ask(thesis)).rejects.toThrow(/must be empty/);
    expect(readdirSync(thesis)).toEqual(["thesis.tex"]);
  });

  it("is refused in one sentence where a run of it is gone", async () => {
    const folder = temporary();
    const { verification } = await ask(folder);
    rmSync(join(folder, "runs", verification.records[0]?.id.slice(0, 12) ?? ""), { recursive: true });
    expect(() => readVerification(folder)).toThrow(/there is no such run folder/);
  });

  it("is refused in one sentence where it is a run's", async () => {
    const folder = temporary();
    mkdirSync(join(folder, "sub"));
    await startRun({ study: found.study, config: config(), seed: 1, engine, folder: join(folder, "run") });
    expect(() => readVerification(join(folder, "run"))).toThrow(/a verification folder is needed; got "a run folder"/);
  });
});
