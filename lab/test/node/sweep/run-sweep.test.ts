import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runSweep, type SweepEnd, type SweepRunEvent } from "../../../src/node/sweep/run-sweep.ts";
import { readSweep, shardFolder } from "../../../src/node/sweep/sweep-json.ts";
import { threadSweepExecutor } from "../../../src/node/sweep/thread-sweep-executor.ts";
import type { FoundStudy } from "../../../src/node/studies/load-study.ts";
import { lockFolder } from "../../../src/node/file/lock-folder.ts";
import { parseSweep } from "../../../src/sweep/parse-sweep.ts";
import { planSweep, type SweepPlan } from "../../../src/sweep/sweep-plan.ts";
import { fixtureStudy } from "../../support/fixture-study.ts";
import type { Trial } from "../../../src/sweep/trial.ts";
import { quadraticSweep } from "../../support/fixture-sweep.ts";
import { temporary } from "../../support/temporary.ts";

let quadratic: FoundStudy;
let poison: FoundStudy;
beforeAll(async () => {
  quadratic = await fixtureStudy("quadratic");
  poison = await fixtureStudy("poison", "trouble");
});

const axes = "axes: [{setting: size, list: [2, 3, 5]}, {setting: curvature, list: [1, 2]}]";
type Opened = Extract<SweepRunEvent, { readonly kind: "opened" }>;
type Run = Parameters<typeof runSweep>[0];

async function run(folder: string, plan: SweepPlan, more: Partial<Run> = {}): Promise<SweepEnd & { opened: Opened }> {
  let opened: Opened | undefined;
  const end = await runSweep({
    folder,
    plan,
    found: quadratic,
    assets: new Map(),
    files: [],
    executor: threadSweepExecutor(1),
    ...more,
    onEvent(event) {
      if (event.kind === "opened") opened = event;
      more.onEvent?.(event);
    },
  });
  return { ...end, opened: opened as Opened };
}
const table = (folder: string) => readFileSync(join(folder, "trials.parquet"));

describe("a sweep in a folder", () => {
  it("done again makes nothing again, and only what an axis or seeds have gained", async () => {
    const folder = temporary();
    expect(await run(folder, quadraticSweep(`${axes}\nseeds: 2`))).toMatchObject({
      made: 12,
      left: 0,
      counts: { done: 12 },
      compacted: { counts: { done: 12 } },
    });
    const bytes = table(folder);
    expect(await run(folder, quadraticSweep(`${axes}\nseeds: 2`))).toMatchObject({ made: 0, opened: { todo: 0, changes: [] } });
    expect(table(folder)).toEqual(bytes);
    const more = await run(folder, quadraticSweep(`${axes}\nseeds: 3`));
    expect(more).toMatchObject({ made: 6, opened: { todo: 6, changes: ["the seeds have changed; trials that both have are kept"] } });
    const fewer = await run(folder, quadraticSweep(`${axes}\nseeds: 2`));
    expect(fewer).toMatchObject({ made: 0, opened: { foreign: { done: 6 } }, counts: { done: 12 } });
    expect(table(folder)).toEqual(bytes);
  });

  it("says what a change of version, of config, or of what is kept means, and makes the trials that it has to", async () => {
    const folder = temporary();
    await run(folder, quadraticSweep(axes));
    const newer = { ...quadratic, study: { ...quadratic.study, version: 2 } };
    const plan = planSweep(parseSweep(`study: quadratic\n${axes}`, "s.yaml"), newer.study, "wasm");
    expect((await run(folder, plan)).opened).toMatchObject({
      todo: 6,
      foreign: { done: 6 },
      changes: ["quadratic was of version 1 and is of 2; its trials have new ids"],
    });
    expect((await run(folder, quadraticSweep(`config: {steps: 20}\n${axes}`))).opened).toMatchObject({ todo: 6 });
    expect((await run(folder, quadraticSweep(`config: {steps: 20}\n${axes}\nkeep: {curves: {of: [loss]}}`))).opened).toMatchObject({
      todo: 6,
      foreign: { done: 0 },
      changes: ["what is kept has changed; trials are made again to keep it"],
    });
    expect(existsSync(join(folder, "curves.parquet"))).toBe(true);
  });

  it("stopped and gone on with gives the bytes of one that was not", async () => {
    const plan = quadraticSweep(`config: {steps: 3000}\n${axes}\nseeds: 4`);
    const [whole, parts] = [temporary(), temporary()];
    await run(whole, plan);
    const stop = new AbortController();
    const end = await run(parts, plan, { signal: stop.signal, onEvent: (event) => void (event.kind === "recorded" && stop.abort()) });
    expect(end).toMatchObject({ stopped: "told to", compacted: null });
    expect(end.left).toBeGreaterThan(0);
    expect((await run(parts, plan, { executor: threadSweepExecutor(2) })).opened.todo).toBe(end.left);
    expect(table(parts)).toEqual(table(whole));
  });

  it("gives up a trial whose workers go away three times with nothing, not one that comes further each time", async () => {
    /** Loses what it is given `times` times, then hands it to threads. */
    const losing =
      (times: number, progressed: boolean): Run["executor"] =>
      async (site) => {
        const threads = await threadSweepExecutor(1)(site);
        let given: readonly Trial[] = [];
        let lost = 0;
        return {
          ...threads,
          submit(trials) {
            given = [...trials];
            return Promise.resolve();
          },
          async collect(onEvent, signal) {
            if (lost++ < times) return { missing: given, progressed };
            await threads.submit(given, given.length);
            return threads.collect(onEvent, signal);
          },
        };
      };
    const plan = quadraticSweep(axes);
    const lost = await run(temporary(), plan, { executor: losing(3, false) });
    expect(lost).toMatchObject({ counts: { done: 0, failed: 6 }, reasons: [{ reason: "its worker went away 3 times", trials: 6 }] });
    expect(await run(temporary(), plan, { executor: losing(2, false) })).toMatchObject({ counts: { done: 6, failed: 0 } });
    expect(await run(temporary(), plan, { executor: losing(7, true) })).toMatchObject({ counts: { done: 6, failed: 0 } });
  });

  it("has tables of all records, also where tables of fewer were made before and the plan is the same", async () => {
    const folder = temporary();
    const flag = join(temporary(), "flag");
    const plan = planSweep(
      parseSweep(`study: poison\nconfig: {flag: ${flag}}\naxes: [{setting: mode, list: [heals, sound]}]`, "s.yaml"),
      poison.study,
      "wasm",
    );
    expect(await run(folder, plan, { found: poison })).toMatchObject({ compacted: { counts: { done: 1, failed: 1 } } });
    const bytes = table(folder);
    writeFileSync(flag, "");
    expect(await run(folder, plan, { found: poison, retry: true })).toMatchObject({
      made: 1,
      compacted: { counts: { done: 2, failed: 0 } },
    });
    expect(table(folder)).not.toEqual(bytes);
  });

  it("makes the trials of damaged lines again, and says where they are", async () => {
    const folder = temporary();
    const plan = quadraticSweep(axes);
    await run(folder, plan);
    const bytes = table(folder);
    const shard = join(shardFolder(folder, readSweep(folder)?.generation ?? ""), "thread-0.jsonl");
    const text = readFileSync(shard);
    text[text.indexOf("\n") + 60] = 0x21;
    writeFileSync(shard, text);
    appendFileSync(shard, '{"trial":"cut off');
    expect(await run(folder, plan)).toMatchObject({ made: 1, opened: { damaged: [{ shard: "thread-0.jsonl", line: 2 }] } });
    expect(table(folder)).toEqual(bytes);
  });

  it("makes failed trials again only when asked, and stops after as many failures as the file says", async () => {
    const folder = temporary();
    const plan = (lines: string) => planSweep(parseSweep(`study: poison\n${lines}`, "s.yaml"), poison.study, "wasm");
    const two = plan("axes: [{setting: mode, list: [throw, sound]}]\nseeds: 2");
    expect(await run(folder, two, { found: poison })).toMatchObject({
      counts: { done: 2, failed: 2 },
      left: 0,
      compacted: { reasons: [{ status: "failed", reason: "TypeError: no such thing", trials: 2 }] },
    });
    expect(await run(folder, two, { found: poison })).toMatchObject({ made: 0 });
    expect(await run(folder, two, { found: poison, retry: true })).toMatchObject({ made: 2, counts: { done: 2, failed: 2 } });
    const stopping = plan("config: {mode: throw}\naxes: [{setting: size, integer: {from: 1, to: 500}}]\nstop: {failures: 3}");
    const end = await run(temporary(), stopping, { found: poison });
    expect(end).toMatchObject({ stopped: "failures", compacted: null });
    expect(end.left).toBeGreaterThan(0);
  });

  it("is refused while another process runs it, and leaves nothing where it cannot start", async () => {
    const folder = temporary();
    const lock = lockFolder(folder);
    await expect(run(folder, quadraticSweep(axes))).rejects.toThrow(/one process may write here; process \d+ on .* does/);
    lock.release();
    const place = join(temporary(), "new", "sweep");
    await expect(run(place, { ...quadraticSweep(axes), backend: "none" as never })).rejects.toThrow(/^worker thread-0/);
    expect(readdirSync(join(place, "..")).length).toBeLessThanOrEqual(1);
  });
});
