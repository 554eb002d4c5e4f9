import { type Figure, misuse, type RunRecord } from "@overparam/core";
import { planExperiment } from "../plan/plan-experiment.ts";
import { type Performing, performTasks } from "./perform-tasks.ts";

/** What `runExperiment` is asked to do. */
export interface ExperimentOrder extends Performing {
  /** Id of one of the study's experiments. */
  readonly experiment: string;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
}

/** An experiment's runs, in the order of its plan, and the figures drawn from them. */
export interface ExperimentResult {
  readonly records: readonly RunRecord[];
  readonly figures: readonly Figure[];
  readonly failures: readonly { readonly task: string; readonly reason: string }[];
}

/**
 * Makes the runs of one of a study's experiments (the paper's own picture, a sweep) and draws its figures.
 *
 * @throws Misuse before anything runs where the name, the config, the study or the engine refuses; Interrupted when `signal` aborts
 */
export async function runExperiment(order: ExperimentOrder): Promise<ExperimentResult> {
  const { study, experiment, config, seed, engine } = order;
  if (!Number.isSafeInteger(seed) || seed < 0) throw misuse("experiment", "seed must be a whole number from 0 on", seed);
  const tasks = planExperiment(study, experiment, config, seed, engine.backend);
  const results = await performTasks(tasks, order);
  const records: RunRecord[] = [];
  const failures: ExperimentResult["failures"][number][] = [];
  for (const { id } of tasks) {
    const result = results.get(id);
    if (result?.kind === "run") records.push(result.record);
    else if (result?.kind === "failed") failures.push({ task: id, reason: result.reason });
  }
  const figures = study.experiments.find(({ id }) => id === experiment)?.figures(records, engine.math) ?? [];
  return { records, figures, failures };
}
