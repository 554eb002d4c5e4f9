import { loadEngine } from "@overparam/kernels/node";
import type { Claim, Engine, Study } from "@overparam/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgePlan } from "../../src/judge/judge-plan.ts";
import { judgeVerification } from "../../src/judge/judge-verification.ts";
import { overall } from "../../src/judge/overall.ts";
import { type VerifyEvent, verify } from "../../src/judge/verify.ts";
import type { TaskResult } from "../../src/plan/executor.ts";
import { planVerification } from "../../src/plan/plan-verification.ts";
import { encodeJson } from "../../src/record/encode-json.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { inlineExecutor } from "../support/inline-executor.ts";

const config = { size: 3, curvature: 2, steps: 100, scale: "default" };
const [rate] = quadratic.claims as unknown as [Claim<Record<string, unknown>>];
let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
});
afterAll(() => engine.close());

const ask = (study: Study, options: Partial<Parameters<typeof verify>[0]> = {}) =>
  verify({ study, config, seed: 1, engine, executor: inlineExecutor(study, engine), ...options });

describe("a verification", () => {
  it("decides the claims and finds every counter-run violated", async () => {
    const verification = await ask(quadratic);
    expect(verification.claims.map(({ verdict }) => verdict.verdict)).toEqual(["holds", "holds"]);
    expect(verification.claims.map(({ counter }) => counter?.verdict)).toEqual(["violated", "violated"]);
    expect(overall(verification)).toMatchObject({ holds: 2, violated: 0, blind: [], failures: 0, exit: 0 });
  });

  it("is the same bytes whatever the order in which results come", async () => {
    const straight = await ask(quadratic);
    const reversed = await ask(quadratic, { executor: inlineExecutor(quadratic, engine, new Map(), (tasks) => [...tasks].reverse()) });
    expect(encodeJson(reversed)).toBe(encodeJson(straight));
  });

  it("says violated, and exit code 1, where the claim is false", async () => {
    const wrong = { ...rate, predict: () => ({ form: "equals", value: 1.01, constants: "given" }) } as unknown as Claim<unknown>;
    const verification = await ask({ ...quadratic, claims: [wrong] });
    expect(verification.claims[0]?.verdict.verdict).toBe("violated");
    expect(overall(verification).exit).toBe(1);
  });

  it("names a check that cannot see its own counter-run", async () => {
    const blind = { ...rate, counter: { why: "changes nothing", predict: rate.predict } } as unknown as Claim<unknown>;
    expect(overall(await ask({ ...quadratic, claims: [blind] })).blind).toEqual(["rate"]);
  });

  it("leaves counter-runs out when told", async () => {
    const verification = await ask(quadratic, { counters: false });
    expect(verification.counterRecords).toEqual([]);
    expect(verification.claims.map(({ counter }) => counter)).toEqual([null, null]);
  });

  it("judges a counter-run whose assumption is broken on purpose", async () => {
    const assumption = { id: "small", says: "size is below 2", check: () => ({ met: false, measured: "it is not" }) };
    const { claims } = await ask({ ...quadratic, claims: [{ ...rate, assumes: [assumption] } as unknown as Claim<unknown>] });
    expect(claims[0]?.verdict.verdict).toBe("not applicable");
    expect(claims[0]?.counter?.verdict).toBe("violated");
  });

  it("tells the plan with its steps and bytes before the first run", async () => {
    const events: VerifyEvent[] = [];
    await ask(quadratic, { onEvent: (event) => events.push(event) });
    expect(events[0]).toMatchObject({ kind: "planned", reused: 0, size: { steps: 1200 } });
    expect(events[0]?.kind === "planned" && events[0].size.bytes).toBeGreaterThan(0);
    expect(events.at(-1)?.kind).toBe("judged");
    expect(events.filter(({ kind }) => kind === "finished")).toHaveLength(13);
  });

  it("takes finished results instead of computing them", async () => {
    const known = new Map<string, TaskResult>();
    const first = await ask(quadratic, { onEvent: (event) => event.kind === "finished" && known.set(event.task, event.result) });
    const nobody = { ...inlineExecutor(quadratic, engine), run: () => Promise.reject(new Error("nothing was to be computed")) };
    const second = await ask(quadratic, { finished: (id) => known.get(id), executor: nobody });
    expect(encodeJson(second)).toBe(encodeJson(first));
  });

  it("throws Interrupted when it is stopped, and never judges half", async () => {
    const stop = new AbortController();
    const onEvent = (event: VerifyEvent) => event.kind === "finished" && stop.abort();
    await expect(ask(quadratic, { onEvent, signal: stop.signal })).rejects.toMatchObject({ name: "Interrupted", done: 1, total: 13 });
  });

  it.each([-1, 1.5, Number.NaN, 1e300])("refuses seed %d in one sentence", async (seed) => {
    await expect(ask(quadratic, { seed })).rejects.toThrow(/^verify: seed must be a whole number from 0 on; got .*\.$/);
  });

  it("refuses, before any run, what the study refuses", async () => {
    const strict: Study = {
      ...quadratic,
      setup() {
        throw new RangeError("too wide");
      },
    };
    const nobody = { ...inlineExecutor(strict, engine), run: () => Promise.reject(new Error("nothing was to be computed")) };
    await expect(ask(strict, { executor: nobody })).rejects.toThrow("too wide");
  });
});

describe("judging without computing", () => {
  it("gives the same verification from its records", async () => {
    const verification = await ask(quadratic);
    const { claims: _, ...recorded } = verification;
    expect(judgeVerification(quadratic, recorded, engine.math)).toEqual(verification);
  });

  it("gives today's claims on the runs of then", async () => {
    const verification = await ask(quadratic);
    const changed = { ...rate, predict: () => ({ form: "equals", value: 2, constants: "given" }) } as unknown as Claim<unknown>;
    const again = judgeVerification({ ...quadratic, claims: [changed] }, verification, engine.math);
    expect(again.claims.map(({ verdict }) => verdict.verdict)).toEqual(["violated"]);
  });

  it("is undecided about a claim whose runs are not there, and says so", async () => {
    const verification = await ask(quadratic);
    const wider = { ...rate, ensemble: () => [{ config: { ...config, size: 64 }, seed: 1 }] } as unknown as Claim<unknown>;
    const again = judgeVerification({ ...quadratic, claims: [wider] }, verification, engine.math);
    expect(again.claims[0]?.verdict).toMatchObject({ verdict: "undecided", reason: "1 of 1 runs have not been made" });
  });

  it("refuses the records of another version of the study", async () => {
    const verification = await ask(quadratic);
    expect(() => judgeVerification({ ...quadratic, version: 2 }, verification, engine.math)).toThrow(
      /made with version 1 of quadratic; got 2/,
    );
  });

  it("says of a plan that is half done which claims wait", () => {
    const plan = planVerification(quadratic, config, 1, "wasm");
    const results = judgePlan(quadratic, plan, new Map(), engine.math);
    expect(results.map(({ verdict }) => verdict.reason)).toEqual(["6 of 6 runs have not been made", "1 of 1 runs have not been made"]);
  });
});
