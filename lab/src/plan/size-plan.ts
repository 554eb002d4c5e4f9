import type { Assets, Engine, Study } from "@overparam/core";
import { prepare } from "../run/prepare.ts";
import type { Task } from "./task.ts";

/** What a plan will take, known before anything runs. */
export interface PlanSize {
  /** Most steps that all runs together can take. */
  readonly steps: number;
  /** Engine memory of the largest single run, in bytes. */
  readonly bytes: number;
  /** The tasks, longest first: constructions, then runs by steps × bytes. */
  readonly order: readonly Task[];
  /** What part of the whole time each task is expected to take, by id; they add up to 1. */
  readonly shares: ReadonlyMap<string, number>;
}

/**
 * Sets every run up once, without running it: bad input, a study's refusal and the engine's memory limit show before the start.
 *
 * A counter-run that cannot be set up is left to fail on its own, as a result.
 *
 * @throws Misuse of the first claim's run that the study or the engine refuses
 */
export function sizePlan(study: Study, tasks: readonly Task[], engine: Engine, assets: Assets): PlanSize {
  let total = 0;
  let largest = 0;
  const weights = new Map<string, number>();
  for (const task of tasks) {
    if (task.kind === "construct") continue;
    try {
      const { problem, schedule } = prepare(study, task, engine, assets);
      const bytes = problem.objective.engine?.bytes ?? 8 * problem.objective.layout.size;
      problem.objective.close();
      total += schedule.last;
      largest = Math.max(largest, bytes);
      weights.set(task.id, schedule.last * bytes);
    } catch (error) {
      if (task.counter === undefined) throw error;
      weights.set(task.id, 0);
    }
  }
  const weight = (task: Task) => (task.kind === "construct" ? Number.POSITIVE_INFINITY : (weights.get(task.id) ?? 0));
  const order = [...tasks].sort((a, b) => (weight(a) === weight(b) ? 0 : weight(b) - weight(a)));
  return { steps: total, bytes: largest, order, shares: expectedShares(order, weights) };
}

/**
 * What every task costs besides its steps (its start, its records), as a part of the mean cost of the steps.
 * Measured on the main job of zhou2021local: 0.23 by least squares over its 416 runs.
 */
const besides = 0.25;

function expectedShares(tasks: readonly Task[], weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  const own = sum === 0 ? 1 : (besides * sum) / weights.size;
  const whole = sum + own * tasks.length;
  return new Map(tasks.map(({ id }) => [id, ((weights.get(id) ?? 0) + own) / whole]));
}
