import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepExecutorConformance } from "../../../src/conformance/sweep-executor-conformance.ts";
import { threadSweepExecutor } from "../../../src/node/sweep/thread-sweep-executor.ts";
import type { FoundStudy } from "../../../src/node/studies/load-study.ts";
import { parseSweep } from "../../../src/sweep/parse-sweep.ts";
import type { SweepEvent } from "../../../src/sweep/sweep-executor.ts";
import { planSweep } from "../../../src/sweep/sweep-plan.ts";
import { fixtureStudy } from "../../support/fixture-study.ts";
import { quadraticRecord, quadraticSweep } from "../../support/fixture-sweep.ts";
import { siteRecords, testSite } from "../../support/sweep-site.ts";
import { temporary } from "../../support/temporary.ts";

let engine: Engine;
let quadratic: FoundStudy;
let poison: FoundStudy;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
  quadratic = await fixtureStudy("quadratic");
  poison = await fixtureStudy("poison", "trouble");
});
afterAll(() => engine.close());

const small = quadraticSweep(
  "axes: [{setting: size, list: [2, 3, 5]}, {setting: curvature, list: [1, 2]}]\nseeds: 6\nkeep: {curves: {of: [loss], points: 4}, verdicts: [curvature]}",
);
for (const workers of [1, 2]) {
  sweepExecutorConformance(
    { describe, it, expect },
    {
      name: `of ${workers} worker threads`,
      plan: () => small,
      expected: (trial) => quadraticRecord(small, engine, trial),
      async open() {
        const site = testSite(temporary(), small, quadratic);
        return { executor: await threadSweepExecutor(workers)(site), records: () => siteRecords(site) };
      },
    },
  );
}

/** Makes the trials of a sweep of the poisoned study on one thread; gives status and reason by mode. */
async function poisoned(lines: string): Promise<{ ends: Record<string, unknown>; gone: readonly string[] }> {
  const plan = planSweep(parseSweep(`study: poison\n${lines}`, "sweep.yaml"), poison.study, "wasm");
  const site = testSite(temporary(), plan, poison);
  const executor = await threadSweepExecutor(1)(site);
  const gone: string[] = [];
  try {
    await executor.submit(
      Array.from({ length: plan.trials }, (_, k) => plan.trial(k)),
      plan.trials,
    );
    const { missing } = await executor.collect((event: SweepEvent) => {
      if (event.kind === "worker" && event.state === "gone") gone.push(event.reason ?? "");
    });
    expect(missing).toEqual([]);
  } finally {
    await executor.close();
  }
  const ends = siteRecords(site).map(({ at, status, reason, outcome }) => [at.mode, [status, outcome, reason]]);
  return { ends: Object.fromEntries(ends), gone };
}

describe("a poisoned trial", () => {
  it("is recorded with its reason, and the others are made", async () => {
    const { ends, gone } = await poisoned("axes: [{setting: mode, list: [throw, sound, exit, nan, arena, memory]}]\nbudget: {memory: 128}");
    expect(ends).toEqual({
      sound: ["done", "out of steps", null],
      throw: ["failed", null, "TypeError: no such thing"],
      nan: ["done", "not finite", "the run was no longer a finite number"],
      exit: ["failed", null, "its worker died: it ended itself"],
      arena: ["failed", null, expect.stringMatching(/memory/)],
      memory: ["failed", null, "its worker died: it ran out of memory"],
    });
    expect(gone).toEqual(["it ended itself", "it ended itself", "it ran out of memory", "it ran out of memory"]);
  });

  it("that loops for ever is unfinished after the wall clock's limit, and the others are made", async () => {
    const { ends, gone } = await poisoned("axes: [{setting: mode, list: [endless, sound]}]\nbudget: {seconds: 0.3}");
    expect(ends).toEqual({ endless: ["unfinished", null, "it took longer than 0.3 s"], sound: ["done", "out of steps", null] });
    expect(gone).toEqual(["it took longer than 0.3 s"]);
  });

  it("that takes its thread with it once is made by the next", async () => {
    const flag = join(temporary(), "flag");
    writeFileSync(flag, "");
    const { ends, gone } = await poisoned(`config: {flag: ${flag}}\naxes: [{setting: mode, list: [sound, once]}]`);
    expect(ends).toEqual({ sound: ["done", "out of steps", null], once: ["done", "out of steps", null] });
    expect(gone).toEqual(["it ended itself"]);
    expect(existsSync(flag)).toBe(false);
  });

  it("that runs without end but looks up is unfinished at its limit", async () => {
    const { ends, gone } = await poisoned("config: {steps: 1.0e+12}\naxes: [{setting: mode, list: [sound]}]\nbudget: {seconds: 0.3}");
    expect(ends).toEqual({ sound: ["unfinished", null, "it took longer than 0.3 s"] });
    expect(gone).toEqual([]);
  });
});

describe("worker threads of a sweep", () => {
  it("that cannot have the pinned backend or the study end the work with a sentence", async () => {
    const site = testSite(temporary(), { ...small, backend: "none" as never }, quadratic);
    const executor = await threadSweepExecutor(2)(site);
    await executor.submit([small.trial(0)], 1);
    await expect(executor.collect(() => undefined)).rejects.toThrow(/^worker thread-\d: .*none/);
    await executor.close();
  });
});
