import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEvents } from "../../src/node/folder/event-log.ts";
import { readRun } from "../../src/node/folder/read-run.ts";
import { resumeRun } from "../../src/node/folder/resume-run.ts";
import { type RunOrder, startRun } from "../../src/node/folder/start-run.ts";
import { executeTask } from "../../src/run/execute-task.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { contents, temporary } from "../support/temporary.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
});
afterAll(() => engine.close());

const config = resolveConfig(quadratic, { steps: 1000 }) as Record<string, unknown>;
const start = (folder: string, more: Partial<RunOrder> = {}) => startRun({ study: quadratic, config, seed: 1, engine, folder, ...more });
/** Stops after the first sample past an iteration. */
function stopAfter(iteration: number): Pick<RunOrder, "signal" | "onSample"> {
  const stop = new AbortController();
  return { signal: stop.signal, onSample: (sample) => sample.iteration >= iteration && stop.abort() };
}

describe("a run folder", () => {
  it("holds the record that any executor makes of the same task", async () => {
    const folder = temporary();
    const { id } = await start(folder);
    const task = { id, study: "quadratic", config, seed: 1, backend: "wasm" as const, kind: "run" as const };
    const result = executeTask(quadratic, task, engine, new Map());
    const { record, checkpoint, layout } = readRun(folder);
    expect(result).toEqual({ task: id, kind: "run", record, end: { checkpoint, layout } });
  });

  it("has a table's row on every line of metrics.jsonl", async () => {
    const folder = temporary();
    await start(folder);
    const [line] = readFileSync(join(folder, "metrics.jsonl"), "utf8").split("\n");
    expect(Object.keys(JSON.parse(line ?? ""))).toEqual(["iteration", "time", "loss", "nothing", "odd"]);
    expect(readRun(folder).record.samples[0]?.values).toMatchObject({ nothing: null, odd: [Number.NaN, 0, Number.NEGATIVE_INFINITY] });
    expect(readRun(folder).record.facts.infinite).toBe(Number.POSITIVE_INFINITY);
  });

  it("is byte for byte the same for the same id, whatever the checkpoints", async () => {
    const [one, two] = [temporary(), temporary()];
    await start(one);
    await start(two, { checkpointEvery: 7, checkpointSeconds: 0 });
    expect(contents(two)).toEqual(contents(one));
    expect(Object.keys(contents(one))).toEqual(["checkpoint.safetensors", "config.json", "metrics.jsonl", "result.json"]);
  });

  it("is not computed again unless asked", async () => {
    const folder = temporary();
    await start(folder);
    const before = statSync(join(folder, "result.json")).mtimeMs;
    expect(await start(folder)).toMatchObject({ reused: true, steps: 0 });
    expect(statSync(join(folder, "result.json")).mtimeMs).toBe(before);
    expect(await start(folder, { fresh: true })).toMatchObject({ reused: false, steps: 1000 });
  });

  it.each([1, 10, 63, 400, 630])("stopped after iteration %i and resumed, is byte for byte the uninterrupted one", async (iteration) => {
    const [whole, parts] = [temporary(), temporary()];
    await start(whole);
    const first = await start(parts, { checkpointEvery: 50, ...stopAfter(iteration) });
    expect(first.finished).toBe(false);
    expect(readRun(parts)).toMatchObject({ finished: false, record: { outcome: { kind: "interrupted" } } });
    const second = await resumeRun(parts, { study: quadratic, engine });
    expect(second.finished).toBe(true);
    // Stopping saves; nothing is computed twice.
    expect(first.steps + second.steps).toBe(1000);
    expect(contents(parts)).toEqual(contents(whole));
  });

  it("drops a last line that was cut off, and resumes over it", async () => {
    const [whole, cut] = [temporary(), temporary()];
    await start(whole);
    await start(cut, stopAfter(400));
    const { length } = readRun(cut).record.samples;
    appendFileSync(join(cut, "metrics.jsonl"), '{"iteration":700,"ti');
    expect(readRun(cut).record.samples).toHaveLength(length);
    await resumeRun(cut, { study: quadratic, engine });
    expect(contents(cut)).toEqual(contents(whole));
  });

  it("resumes from the start where no checkpoint was made", async () => {
    const [whole, bare] = [temporary(), temporary()];
    await start(whole);
    mkdirSync(bare, { recursive: true });
    writeFileSync(join(bare, "config.json"), readFileSync(join(whole, "config.json")));
    appendFileSync(join(bare, "metrics.jsonl"), "left over from before");
    expect(await resumeRun(bare, { study: quadratic, engine })).toMatchObject({ finished: true, steps: 1000 });
    expect(contents(bare)).toEqual(contents(whole));
  });

  it("resumes a run that died between its last checkpoint and its result", async () => {
    const [whole, late] = [temporary(), temporary()];
    await start(whole);
    mkdirSync(late, { recursive: true });
    for (const name of ["config.json", "metrics.jsonl", "checkpoint.safetensors"]) {
      writeFileSync(join(late, name), readFileSync(join(whole, name)));
    }
    expect(await resumeRun(late, { study: quadratic, engine })).toMatchObject({ finished: true, steps: 0 });
    expect(contents(late)).toEqual(contents(whole));
  });

  it("writes down what may differ in events.jsonl alone", async () => {
    const folder = temporary();
    await start(folder, { checkpointEvery: 100, checkpointSeconds: 1e9 });
    const events = readEvents(folder);
    expect(events.map(({ event }) => event)).toEqual(["started", ...Array.from({ length: 10 }, () => "checkpoint"), "finished"]);
    expect(events[0]).toMatchObject({ pid: process.pid, node: process.versions.node });
    expect(Object.values(contents(folder)).join("")).not.toContain(String(process.pid));
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });
});

/** Changes the config.json of a folder. */
function edit(folder: string, change: Readonly<Record<string, unknown>>): void {
  const path = join(folder, "config.json");
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...change }));
}

describe("a folder that cannot be used is refused in one sentence", () => {
  const sentence = /^[^\n]+\.$/;
  const cases: readonly [string, RegExp, (folder: string) => Promise<unknown>][] = [
    ["another run's folder", /holds another run/, async (folder) => (await start(folder), start(folder, { seed: 2 }))],
    [
      "a folder with other files",
      /must be empty, or hold this very run/,
      (folder) => (writeFileSync(join(folder, "thesis.tex"), ""), start(folder)),
    ],
    ["an unfinished run", /unfinished.*overparam resume/, async (folder) => (await start(folder, stopAfter(10)), start(folder))],
    [
      "a path below a file",
      /a part of this path is a file/,
      (folder) => (writeFileSync(join(folder, "f"), ""), start(join(folder, "f", "run"))),
    ],
    ["a file", /must be a folder; got "a file"/, (folder) => (writeFileSync(join(folder, "f"), ""), start(join(folder, "f")))],
    ["a place where nothing can be made", /this needs a permission|there is no such file|read-only/, () => start("/proc/overparam/run")],
    ["no folder", /there is no such run folder/, (folder) => resumeRun(join(folder, "none"), { study: quadratic, engine })],
    ["a folder without config.json", /holds a config.json; this one does not/, (folder) => resumeRun(folder, { study: quadratic, engine })],
    [
      "records of a newer form",
      /reads records up to form 1; got 2/,
      async (folder) => (await start(folder), edit(folder, { schema: 2 }), readRun(folder)),
    ],
    [
      "another version of the study",
      /begun with version 0 of quadratic; got 1/,
      async (folder) => (
        await start(folder, stopAfter(10)), edit(folder, { studyVersion: 0 }), resumeRun(folder, { study: quadratic, engine })
      ),
    ],
    [
      "another version of the numerics",
      /begun with version 99 of the numerics/,
      async (folder) => (
        await start(folder, stopAfter(10)), edit(folder, { numericsVersion: 99 }), resumeRun(folder, { study: quadratic, engine })
      ),
    ],
    [
      "another backend",
      /begun on generic and goes on there only; got "wasm"/,
      async (folder) => (
        await start(folder, stopAfter(10)), edit(folder, { backend: "generic" }), resumeRun(folder, { study: quadratic, engine })
      ),
    ],
    [
      "a verification",
      /a run folder is needed; got "a verification folder"/,
      async (folder) => (await start(folder), edit(folder, { kind: "verification" }), readRun(folder)),
    ],
    [
      "a truncated config.json",
      /must be whole JSON/,
      async (folder) => (await start(folder), truncateSync(join(folder, "config.json"), 9), readRun(folder)),
    ],
    [
      "a damaged line",
      /metrics.jsonl:2: the line must be JSON/,
      async (folder) => (await start(folder), damageLine(folder), readRun(folder)),
    ],
    [
      "metrics that lost lines",
      /result counts 17 samples; got 16/,
      async (folder) => {
        await start(folder);
        const path = join(folder, "metrics.jsonl");
        const lines = readFileSync(path, "utf8").split("\n");
        writeFileSync(path, [...lines.slice(0, -2), ""].join("\n"));
        return readRun(folder);
      },
    ],
    [
      "a damaged checkpoint",
      /checkpoint.safetensors/,
      async (folder) => (
        await start(folder, stopAfter(10)),
        truncateSync(join(folder, "checkpoint.safetensors"), 40),
        resumeRun(folder, { study: quadratic, engine })
      ),
    ],
    [
      "metrics that are gone",
      /its checkpoint counts/,
      async (folder) => (
        await start(folder, stopAfter(10)), truncateSync(join(folder, "metrics.jsonl"), 3), resumeRun(folder, { study: quadratic, engine })
      ),
    ],
  ];

  it.each(cases)("%s", async (_name, wanted, act) => {
    const folder = temporary();
    let caught: unknown;
    try {
      await act(folder);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ name: "Misuse" });
    expect((caught as Error).message).toMatch(wanted);
    expect((caught as Error).message).toMatch(sentence);
  });

  it("leaves no folder behind where the study refuses", async () => {
    const folder = join(temporary(), "deep", "run");
    const strict = {
      ...quadratic,
      setup() {
        throw new RangeError("refused");
      },
    };
    await expect(start(folder, { study: strict })).rejects.toThrow("refused");
    expect(existsSync(join(folder, ".."))).toBe(false);
  });
});

function damageLine(folder: string): void {
  const path = join(folder, "metrics.jsonl");
  const lines = readFileSync(path, "utf8").split("\n");
  lines[1] = "damaged";
  writeFileSync(path, lines.join("\n"));
}
