import { type Assets, type Engine, resolveConfig, rootKey, type RunRecord, type Sample, startSolve, type Trial } from "@overparam/core";
import type { Config } from "../../config.ts";
import study from "../../index.ts";

/** One run from start to end. */
export function runOf(engine: Engine, trial: Trial<Partial<Config>>, assets: Assets = new Map()): RunRecord<Config> {
  const config = resolveConfig(study, trial.config);
  const setup = study.setup(config, { engine, key: rootKey(study.id, trial.seed), assets });
  const solve = startSolve(setup, engine, study.observables);
  const samples: Sample[] = [];
  while (solve.outcome === undefined) samples.push(...solve.advance(100_000));
  return { id: JSON.stringify(trial), config, seed: trial.seed, facts: setup.facts, outcome: solve.outcome, samples };
}
