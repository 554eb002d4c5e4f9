import { type Assets, type Engine, misuse, type Study } from "@overparam/core";
import type { Abort, Executor, TaskEvent, TaskResult } from "../plan/executor.ts";
import { planVerification, type VerificationPlan } from "../plan/plan-verification.ts";
import { type PlanSize, sizePlan } from "../plan/size-plan.ts";
import { Interrupted } from "../run/interrupted.ts";
import { assemble } from "./assemble.ts";
import type { Verification } from "./verification.ts";

/** What `verify` tells while it works. */
export type VerifyEvent =
  | { readonly kind: "planned"; readonly plan: VerificationPlan; readonly size: PlanSize; readonly reused: number }
  | TaskEvent
  | { readonly kind: "judged"; readonly verification: Verification };

/** What `verify` is asked to do. */
export interface VerifyOrder {
  readonly study: Study;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Sizes the plan, gives the judge its functions, and names the backend; the executor's engines must be of the same one. */
  readonly engine: Engine;
  readonly executor: Executor;
  readonly assets?: Assets;
  /** Run counter-runs too; true unless said otherwise. */
  readonly counters?: boolean;
  /** A result that is at hand already, by task id: it is taken instead of computing it. */
  readonly finished?: (task: string) => TaskResult | undefined;
  readonly onEvent?: (event: VerifyEvent) => void;
  readonly signal?: Abort;
}

/**
 * The main job: plan → executor → reduce → judge. The same verification whatever the number of workers and the order they finish in.
 *
 * @throws Misuse before anything runs where the config, the study or the engine refuses; Interrupted when `signal` aborts
 */
export async function verify(order: VerifyOrder): Promise<Verification> {
  const { study, config, seed, engine, executor, signal } = order;
  const assets: Assets = order.assets ?? new Map();
  if (!Number.isSafeInteger(seed) || seed < 0) throw misuse("verify", "seed must be a whole number from 0 on", seed);
  const plan = planVerification(study, config, seed, engine.backend, { counters: order.counters ?? true });

  const results = new Map<string, TaskResult>();
  for (const { id } of plan.tasks) {
    const known = order.finished?.(id);
    if (known !== undefined && known.kind !== "failed") results.set(id, known);
  }
  const reused = results.size;
  const size = sizePlan(
    study,
    plan.tasks.filter(({ id }) => !results.has(id)),
    engine,
    assets,
  );
  order.onEvent?.({ kind: "planned", plan, size, reused });

  if (size.order.length > 0 && signal?.aborted !== true) {
    const done = await executor.run(size.order, (event) => order.onEvent?.(event), signal);
    for (const result of done) results.set(result.task, result);
  }
  if (signal?.aborted === true && results.size < plan.tasks.length) {
    throw new Interrupted(
      `the verification was stopped after ${results.size} of ${plan.tasks.length} runs`,
      results.size,
      plan.tasks.length,
    );
  }
  for (const { id } of plan.tasks) {
    if (!results.has(id)) results.set(id, { task: id, kind: "failed", reason: "the executor gave no result for it" });
  }
  const verification = assemble(study, plan, results, engine.math);
  order.onEvent?.({ kind: "judged", verification });
  return verification;
}
