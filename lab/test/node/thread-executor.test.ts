import { type Engine, resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executorConformance } from "../../src/conformance/executor-conformance.ts";
import { type VerifyEvent, verify } from "../../src/judge/verify.ts";
import type { FoundStudy } from "../../src/node/studies/load-study.ts";
import { threadExecutor } from "../../src/node/thread/thread-executor.ts";
import { encodeJson } from "../../src/record/encode-json.ts";
import quadraticStudy from "../fixtures/studies/quadratic/index.ts";
import { fixtureStudy } from "../support/fixture-study.ts";
import { inlineExecutor } from "../support/inline-executor.ts";

let engine: Engine;
let quadratic: FoundStudy;
let unruly: FoundStudy;
beforeAll(async () => {
  // Tells the study of the tests that this is not a worker thread.
  (globalThis as { unrulyHost?: string }).unrulyHost = "main";
  engine = await loadEngine({ backend: "wasm" });
  quadratic = await fixtureStudy("quadratic");
  unruly = await fixtureStudy("unruly", "trouble");
});
afterAll(() => engine.close());

async function verified(
  found: FoundStudy,
  settings: Record<string, unknown>,
  workers: number,
  more: Partial<Parameters<typeof verify>[0]> = {},
) {
  const executor = await threadExecutor({ workers, backend: "wasm", studies: [found] });
  try {
    const config = resolveConfig(found.study, settings) as Record<string, unknown>;
    return await verify({ study: found.study, config, seed: 1, engine, executor, ...more });
  } finally {
    await executor.close();
  }
}

for (const workers of [1, 2]) {
  // Suites are collected before the fixtures are loaded, so the subject hands its parts over when asked.
  executorConformance(
    { describe, it, expect },
    {
      name: `of ${workers} worker threads`,
      study: quadraticStudy,
      get engine() {
        return engine;
      },
      open: () => threadExecutor({ workers, backend: "wasm", studies: [quadratic] }),
    },
  );
}

describe("worker threads", () => {
  it("give the same bytes as no thread, one, two and three", async () => {
    const config = resolveConfig(quadratic.study, {}) as Record<string, unknown>;
    const executor = inlineExecutor(quadratic.study, engine);
    const alone = encodeJson(await verify({ study: quadratic.study, config, seed: 1, engine, executor }));
    for (const workers of [1, 2, 3]) expect(encodeJson(await verified(quadratic, {}, workers))).toBe(alone);
  });

  it("take the longest runs first", async () => {
    const started: string[] = [];
    const onEvent = (event: VerifyEvent) => event.kind === "started" && started.push(event.task);
    const { records, counterRecords } = await verified(quadratic, {}, 1, { onEvent });
    const sizes = new Map([...records, ...counterRecords].map(({ id, facts }) => [id, Number(facts.size)]));
    const order = started.flatMap((id) => sizes.get(id) ?? []);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });

  it("make a task that throws a failed one, in one line, and go on", async () => {
    const { claims, failures } = await verified(unruly, { mode: "throw" }, 2);
    expect(failures.map(({ reason }) => reason)).toEqual(["TypeError: no such thing"]);
    expect(claims.map(({ verdict }) => [verdict.claim, verdict.verdict, verdict.reason])).toEqual([
      ["wild", "undecided", "1 of 1 runs failed: TypeError: no such thing"],
      ["tame", "holds", expect.any(String)],
      ["slow", "holds", expect.any(String)],
      ["unreducible", "undecided", "its records could not be judged: RangeError: index out of range"],
    ]);
  });

  it.each([1, 2])("replace a thread that dies and go on (%i workers)", async (workers) => {
    const { claims, failures } = await verified(unruly, { mode: "exit" }, workers);
    expect(failures.map(({ reason }) => reason)).toEqual(["its worker died: it ended itself"]);
    expect(claims.map(({ verdict }) => verdict.verdict)).toEqual(["undecided", "holds", "holds", "undecided"]);
  });

  it("stop soon when told, in a run and in a construction that never looks up", async () => {
    const stop = new AbortController();
    const onEvent = (event: VerifyEvent) => event.kind === "started" && setTimeout(() => stop.abort(), 50);
    const begun = Date.now();
    const work = verified(unruly, { mode: "endless", steps: 1e12 }, 2, { onEvent, signal: stop.signal });
    await expect(work).rejects.toMatchObject({ name: "Interrupted" });
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it("that cannot start end the work with the reason", async () => {
    const executor = await threadExecutor({ workers: 2, backend: "wasm", studies: [{ ...quadratic, path: "/nowhere" }] });
    const config = resolveConfig(quadratic.study, {}) as Record<string, unknown>;
    const work = verify({ study: quadratic.study, config, seed: 1, engine, executor });
    await expect(work).rejects.toMatchObject({
      name: "Misuse",
      message: expect.stringMatching(/nowhere: a study folder must have an index.ts/),
    });
    await executor.close();
  });

  it.each([0, -1, 1.5, Number.NaN])("refuse to be %d", async (workers) => {
    expect(() => threadExecutor({ workers, backend: "wasm", studies: [] })).toThrow(/number of workers must be a whole number from 1 on/);
  });
});
