import {
  type Assets,
  type Context,
  type Engine,
  type Measure,
  misuse,
  type Problem,
  rootKey,
  type Setup,
  type Study,
} from "@overparam/core";
import type { Task } from "../plan/task.ts";

/** The context of a run: its key is made from the study's id and the seed alone. */
export function contextOf(study: Study, seed: number, engine: Engine, assets: Assets): Context {
  return { engine, key: rootKey(study.id, seed), assets };
}

/**
 * Sets up the run of a task, altered where it is a counter-run. The caller closes `setup.problem.objective`.
 *
 * @throws Misuse where the study refuses the config or the engine its size
 */
export function prepare(study: Study, task: Task & { readonly kind: "run" }, engine: Engine, assets: Assets): Setup<Problem<Measure>> {
  const context = contextOf(study, task.seed, engine, assets);
  const setup = study.setup(task.config, context);
  if (task.counter === undefined) return setup;
  const counter = study.claims.find((claim) => claim.id === task.counter)?.counter;
  if (counter?.alter === undefined) throw misuse(`task ${task.id.slice(0, 12)}`, "the counter-run must alter something", task.counter);
  return counter.alter(setup, task.config, context);
}
