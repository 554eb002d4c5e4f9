import { type Backend, type Figure, misuse, type RunRecord } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import { experimentIdentity } from "../plan/identity.ts";
import { planExperiment } from "../plan/plan-experiment.ts";
import type { PlanSize } from "../plan/size-plan.ts";
import type { Task } from "../plan/task.ts";
import { type Performing, performTasks } from "./perform-tasks.ts";

/** What `runExperiment` is asked to do. */
export interface ExperimentOrder extends Omit<Performing, "onPlanned"> {
  /** Id of one of the study's experiments. */
  readonly experiment: string;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Told before the first run, with how many results were at hand. */
  readonly onPlanned?: (tasks: readonly Task[], size: PlanSize, reused: number) => void;
}

/** An experiment's runs, in the order of its plan, and the figures drawn from them. */
export interface ExperimentResult {
  /** SHA-256 over study, versions, config, seed, backend and the experiment's name. */
  readonly id: string;
  readonly study: string;
  readonly studyVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly config: Readonly<Record<string, unknown>>;
  readonly experiment: string;
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
  const of = { study, config, seed, backend: engine.backend };
  const tasks = planExperiment(study, experiment, config, seed, engine.backend);
  const results = await performTasks(tasks, { ...order, onPlanned: (size, reused) => order.onPlanned?.(tasks, size, reused) });
  const records: RunRecord[] = [];
  const failures: ExperimentResult["failures"][number][] = [];
  for (const { id } of tasks) {
    const result = results.get(id);
    if (result?.kind === "run") records.push(result.record);
    else if (result?.kind === "failed") failures.push({ task: id, reason: result.reason });
  }
  const figures = study.experiments.find(({ id }) => id === experiment)?.figures(records, engine.math) ?? [];
  return {
    id: experimentIdentity(of, experiment),
    study: study.id,
    studyVersion: study.version,
    numericsVersion,
    backend: engine.backend,
    seed,
    config,
    experiment,
    records,
    figures,
    failures,
  };
}
