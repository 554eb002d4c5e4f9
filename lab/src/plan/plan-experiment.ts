import { type Backend, misuse, nearestName, resolveConfig, type Study } from "@overparam/core";
import { runIdentity } from "./identity.ts";
import type { Task } from "./task.ts";

/**
 * The runs of one of a study's experiments, each once.
 *
 * @param config resolved, files replaced by the hashes of their content
 * @errors one sentence for an experiment that the study does not have, or a trial that leaves the range of its config
 */
export function planExperiment(
  study: Study,
  experiment: string,
  config: Readonly<Record<string, unknown>>,
  seed: number,
  backend: Backend,
): readonly Task[] {
  const found = study.experiments.find(({ id }) => id === experiment);
  if (found === undefined) {
    const names = study.experiments.map(({ id }) => id);
    const near = nearestName(experiment, names);
    const others = names.length === 0 ? "it has none" : `its experiments are ${names.join(", ")}`;
    throw misuse(study.id, "there is no such experiment", experiment, near === undefined ? others : `did you mean ${near}`);
  }
  const tasks = new Map<string, Task>();
  for (const trial of found.trials(config, seed)) {
    const resolved = resolveConfig(study, trial.config as Record<string, unknown>);
    const { id } = runIdentity({ study, config: resolved, seed: trial.seed, backend });
    tasks.set(id, { id, study: study.id, backend, config: resolved, seed: trial.seed, kind: "run" });
  }
  return [...tasks.values()];
}
