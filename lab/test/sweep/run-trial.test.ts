import type { Engine } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executeTask } from "../../src/run/execute-task.ts";
import { runTrial } from "../../src/sweep/run-trial.ts";
import type { TrialProgress, TrialRecord } from "../../src/sweep/trial.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { quadraticBench, quadraticSweep } from "../support/fixture-sweep.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
});
afterAll(() => engine.close());

function record(lines: string, index = 0): TrialRecord {
  const plan = quadraticSweep(lines);
  const end = runTrial(plan.trial(index), quadraticBench(plan, engine));
  if (end.kind !== "recorded") throw new Error("interrupted");
  return end.record;
}
const axes = "axes: [{setting: size, list: [2, 3]}]";

describe("a trial", () => {
  it("keeps of the run what the run's own record says", () => {
    const plan = quadraticSweep(`${axes}\nkeep: {scalars: [loss, odd.2, facts.size, facts.infinite], curves: {of: [loss], points: 5}}`);
    const trial = plan.trial(1);
    const task = {
      id: trial.id,
      study: "quadratic",
      config: trial.config,
      seed: trial.seed,
      backend: "wasm" as const,
      kind: "run" as const,
    };
    const whole = executeTask(quadratic, task, engine, new Map());
    if (whole.kind !== "run") throw new Error("failed");
    const { samples, outcome } = whole.record;
    const end = runTrial(trial, quadraticBench(plan, engine));
    if (end.kind !== "recorded") throw new Error("interrupted");
    expect(end.record).toMatchObject({
      trial: trial.id,
      cell: 1,
      seed: 1,
      at: { size: 3 },
      status: "done",
      outcome: outcome.kind,
      value: outcome.value,
    });
    expect(end.record.scalars).toEqual({
      loss: samples.at(-1)?.values.loss,
      "odd.2": Number.NEGATIVE_INFINITY,
      "facts.size": 3,
      "facts.infinite": Number.POSITIVE_INFINITY,
    });
    expect(end.record.curve?.iteration).toHaveLength(5);
    expect([end.record.curve?.iteration[0], end.record.curve?.iteration[4]]).toEqual([0, outcome.iteration]);
    expect(end.record.curve?.values.loss?.[0]).toBe(samples[0]?.values.loss);
  });

  it("ends at the first record that fits a stop rule, which is a prefix of the whole run", () => {
    const whole = record(`${axes}\nkeep: {curves: {of: [loss], points: 100}}`);
    const half = (whole.curve?.values.loss?.[0] ?? 0) / 2;
    const stopped = record(`${axes}\nkeep: {curves: {of: [loss], points: 100}}\nstop: {trial: [{observable: loss, atMost: ${half}}]}`);
    expect(stopped).toMatchObject({ status: "done", outcome: "stopped" });
    const at = stopped.curve?.iteration.length ?? 0;
    expect(stopped.curve?.values.loss).toEqual(whole.curve?.values.loss?.slice(0, at));
    expect(whole.curve?.values.loss?.findIndex((value) => Number(value) <= half)).toBe(at - 1);
  });

  it("gives verdicts of claims at its own config and seed", () => {
    expect(record(`${axes}\nkeep: {verdicts: [rate, curvature]}`).verdicts).toMatchObject({
      rate: { verdict: "holds" },
      curvature: { verdict: "holds", estimate: 2 },
    });
  });

  it("is the same record when it is interrupted between any two chunks", () => {
    const plan = quadraticSweep(`config: {steps: 20000}\n${axes}\nkeep: {curves: {of: [loss]}}`);
    const bench = quadraticBench(plan, engine);
    const whole = runTrial(plan.trial(0), bench);
    let progress: TrialProgress | undefined;
    let cuts = 0;
    for (;;) {
      const end = runTrial(plan.trial(0), bench, () => "interrupted", progress);
      if (end.kind === "recorded") {
        expect(end).toEqual(whole);
        break;
      }
      progress = end.progress ?? undefined;
      cuts += 1;
      // Each call begins with 16 steps, so that this ends.
      expect(progress?.checkpoint.iteration).toBe(16 * cuts);
    }
    expect(cuts).toBeGreaterThan(1000);
  });

  it("that runs out of time is unfinished, with the same sentence wherever it stood", () => {
    const plan = quadraticSweep(`config: {steps: 200000}\n${axes}`);
    let looks = 0;
    const end = runTrial(plan.trial(0), quadraticBench(plan, engine), () => (++looks === 2 ? { seconds: 3 } : undefined));
    expect(end).toMatchObject({
      record: { status: "unfinished", reason: "it took longer than 3 s", outcome: null, value: null, scalars: {} },
    });
  });

  it("whose study throws is a record with the reason", () => {
    const plan = quadraticSweep(axes);
    const bench = quadraticBench(plan, engine);
    const study = {
      ...quadratic,
      setup() {
        throw new TypeError("no such thing\nat line two");
      },
    };
    expect(runTrial(plan.trial(0), { ...bench, study })).toMatchObject({
      record: { status: "failed", reason: "TypeError: no such thing" },
    });
  });
});
