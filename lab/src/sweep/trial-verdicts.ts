import type { Verdict } from "@overparam/core";
import { judgePlan } from "../judge/judge-plan.ts";
import type { TaskResult } from "../plan/executor.ts";
import { planVerification } from "../plan/plan-verification.ts";
import { executeTask } from "../run/execute-task.ts";
import { Interrupted } from "../run/interrupted.ts";
import type { Halt, TrialBench } from "./run-trial.ts";
import type { Trial, TrialRecord } from "./trial.ts";

/**
 * Verdicts of some claims at a trial's config and seed, judged as one family. The runs that they need are made here.
 *
 * A claim whose ensemble leaves the range of the study's config is a fault of the trial and is thrown.
 */
export function trialVerdicts(
  trial: Trial,
  { study, engine, assets }: TrialBench,
  claims: readonly string[],
  halted: () => Halt | undefined,
): { readonly given: NonNullable<TrialRecord["verdicts"]> } | Halt {
  const some = { ...study, claims: study.claims.filter(({ id }) => claims.includes(id)) };
  const plan = planVerification(some, trial.config, trial.seed, engine.backend, { counters: false });
  const results = new Map<string, TaskResult>();
  let halt: Halt | undefined;
  for (const task of plan.tasks) {
    try {
      results.set(
        task.id,
        executeTask(some, task, engine, assets, undefined, () => {
          halt = halted();
          return halt !== undefined;
        }),
      );
    } catch (error) {
      if (error instanceof Interrupted && halt !== undefined) return halt;
      throw error;
    }
  }
  const judged = new Map(judgePlan(some, plan, results, engine.math).map(({ claim, verdict }) => [claim, verdict]));
  const given = claims.flatMap((claim) => {
    const verdict: Verdict | undefined = judged.get(claim);
    return verdict === undefined ? [] : [[claim, { verdict: verdict.verdict, estimate: verdict.estimate }] as const];
  });
  return { given: Object.fromEntries(given) };
}
