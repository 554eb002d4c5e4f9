import { type Engine, misuse } from "@overparam/core";
import type { TaskEvent } from "../plan/executor.ts";
import { planVerification, type VerificationPlan } from "../plan/plan-verification.ts";
import type { PlanSize } from "../plan/size-plan.ts";
import { type Performing, performTasks } from "../run/perform-tasks.ts";
import { assemble } from "./assemble.ts";
import type { Verification } from "./verification.ts";

/** What `verify` tells while it works. */
export type VerifyEvent =
  | { readonly kind: "planned"; readonly plan: VerificationPlan; readonly size: PlanSize; readonly reused: number }
  | TaskEvent
  | { readonly kind: "judged"; readonly verification: Verification };

/** What `verify` is asked to do. */
export interface VerifyOrder extends Omit<Performing, "onPlanned" | "onEvent"> {
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Sizes the plan, gives the judge its functions, and names the backend; the executor's engines must be of the same one. */
  readonly engine: Engine;
  /** Run counter-runs too; true unless said otherwise. */
  readonly counters?: boolean;
  readonly onEvent?: (event: VerifyEvent) => void;
}

/**
 * The main job: plan → executor → reduce → judge. The same verification whatever the number of workers and the order they finish in.
 *
 * @throws Misuse before anything runs where the config, the study or the engine refuses; Interrupted when `signal` aborts
 */
export async function verify(order: VerifyOrder): Promise<Verification> {
  const { study, config, seed, engine } = order;
  if (!Number.isSafeInteger(seed) || seed < 0) throw misuse("verify", "seed must be a whole number from 0 on", seed);
  const plan = planVerification(study, config, seed, engine.backend, { counters: order.counters ?? true });
  const results = await performTasks(plan.tasks, {
    ...order,
    onPlanned: (size, reused) => order.onEvent?.({ kind: "planned", plan, size, reused }),
    onEvent: (event) => order.onEvent?.(event),
  });
  const verification = assemble(study, plan, results, engine.math);
  order.onEvent?.({ kind: "judged", verification });
  return verification;
}
