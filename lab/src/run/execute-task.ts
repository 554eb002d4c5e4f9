import { type Assets, type Engine, misuse, type RunRecord, type Sample, type Study, startSolve } from "@overparam/core";
import type { TaskResult } from "../plan/executor.ts";
import type { Task } from "../plan/task.ts";
import { canonicalNumbers } from "../record/canonical-numbers.ts";
import { Interrupted } from "./interrupted.ts";
import { pace } from "./pace.ts";
import { contextOf, prepare } from "./prepare.ts";
import { reason } from "./reason.ts";

/**
 * Does one task from beginning to end, on any host. The result depends on the task alone.
 *
 * @param onSample hears every recorded sample and the iteration at which the run ends
 * @param stopped asked between chunks of about 50 ms
 * @throws Interrupted once `stopped` says so; every other failure is a result
 */
export function executeTask(
  study: Study,
  task: Task,
  engine: Engine,
  assets: Assets,
  onSample?: (sample: Sample, last: number) => void,
  stopped?: () => boolean,
): TaskResult {
  try {
    if (task.study !== study.id) throw misuse(`task ${task.id.slice(0, 12)}`, `it belongs to study ${task.study}`, study.id);
    if (task.backend !== engine.backend) throw misuse(`task ${task.id.slice(0, 12)}`, `it is pinned to ${task.backend}`, engine.backend);
    return task.kind === "run" ? run(study, task, engine, assets, onSample, stopped) : construct(study, task, engine, assets);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const detail = error instanceof Error ? error.stack : undefined;
    return { task: task.id, kind: "failed", reason: reason(error), ...(detail === undefined ? {} : { detail }) };
  }
}

function run(
  study: Study,
  task: Task & { readonly kind: "run" },
  engine: Engine,
  assets: Assets,
  onSample?: (sample: Sample, last: number) => void,
  stopped?: () => boolean,
): TaskResult {
  const setup = prepare(study, task, engine, assets);
  try {
    const solve = startSolve(setup, engine, study.observables);
    const samples: Sample[] = [];
    const rhythm = pace(50);
    for (;;) {
      if (stopped?.() === true) throw new Interrupted("the run was stopped", solve.state.iteration, setup.schedule.last);
      const asked = rhythm.steps();
      const from = Date.now(); // not a result: how long a chunk took sets the length of the next
      for (const sample of solve.advance(asked)) {
        samples.push(sample);
        onSample?.(sample, setup.schedule.last);
      }
      rhythm.took(asked, Date.now() - from); // not a result: chunks never change a number
      if (solve.outcome !== undefined) {
        const record: RunRecord = {
          id: task.id,
          config: task.config,
          seed: task.seed,
          facts: setup.facts,
          outcome: solve.outcome,
          samples,
        };
        const end = { checkpoint: solve.checkpoint(), layout: setup.problem.objective.layout };
        return { task: task.id, kind: "run", record: canonicalNumbers(record), end };
      }
    }
  } finally {
    setup.problem.objective.close();
  }
}

function construct(study: Study, task: Task & { readonly kind: "construct" }, engine: Engine, assets: Assets): TaskResult {
  const claim = study.claims.find((candidate) => candidate.id === task.claim);
  const from = task.counter ? claim?.counter : claim;
  if (from?.construct === undefined) throw misuse(`task ${task.id.slice(0, 12)}`, "the claim must construct something", task.claim);
  const constructed = from.construct(task.config, contextOf(study, task.seed, engine, assets));
  return { task: task.id, kind: "construct", constructed: canonicalNumbers(constructed) };
}
