import type { Elementary, RunRecord, Study } from "@overparam/core";
import type { TaskResult } from "../plan/executor.ts";
import type { VerificationPlan } from "../plan/plan-verification.ts";
import { judgePlan } from "./judge-plan.ts";
import type { Verification } from "./verification.ts";

/** Judges a plan's results and puts everything in the order of the plan: the same bytes whatever came first. */
export function assemble(study: Study, plan: VerificationPlan, results: ReadonlyMap<string, TaskResult>, math: Elementary): Verification {
  const own = new Set(plan.claims.flatMap((needs) => needs.runs));
  const records: RunRecord[] = [];
  const counterRecords: RunRecord[] = [];
  const constructed: Verification["constructed"][number][] = [];
  const failures: Verification["failures"][number][] = [];
  for (const task of plan.tasks) {
    const result = results.get(task.id);
    if (result?.kind === "run") (own.has(task.id) ? records : counterRecords).push(result.record);
    else if (result?.kind === "construct") constructed.push({ task: task.id, values: result.constructed });
    else if (result?.kind === "failed") failures.push({ task: task.id, reason: result.reason });
  }
  const { id, studyVersion, numericsVersion, backend, seed, config, counters } = plan;
  return {
    id,
    study: plan.study,
    studyVersion,
    numericsVersion,
    backend,
    seed,
    config,
    counters,
    claims: judgePlan(study, plan, results, math),
    records,
    counterRecords,
    constructed,
    failures,
  };
}
