import type { Engine } from "@overparam/core";
import { parseSweep } from "../../src/sweep/parse-sweep.ts";
import { runTrial, type TrialBench } from "../../src/sweep/run-trial.ts";
import { planSweep, type SweepPlan } from "../../src/sweep/sweep-plan.ts";
import type { Trial, TrialRecord } from "../../src/sweep/trial.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";

/** A plan of the tests' study from the lines of a sweep file. */
export function quadraticSweep(lines: string): SweepPlan {
  return planSweep(parseSweep(`study: quadratic\n${lines}`, "sweep.yaml"), quadratic, "wasm");
}

export function quadraticBench(plan: SweepPlan, engine: Engine): TrialBench {
  return { study: quadratic, engine, assets: new Map(), keep: plan.keep, stop: plan.stop };
}

/** What a trial of the tests' study gives here, in this process. */
export function quadraticRecord(plan: SweepPlan, engine: Engine, trial: Trial): TrialRecord {
  const end = runTrial(trial, quadraticBench(plan, engine));
  if (end.kind !== "recorded") throw new Error("interrupted");
  return end.record;
}
