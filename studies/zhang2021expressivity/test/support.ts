import {
  type Assets,
  canonicalJson,
  type Context,
  type Engine,
  resolveConfig,
  rootKey,
  type RunRecord,
  type Sample,
  startSolve,
  type Trial,
} from "@overparam/core";
import type { Config } from "../config.ts";
import study from "../index.ts";

/** One run from start to end. */
export function runOf(engine: Engine, trial: Trial<Config>, assets: Assets = new Map()): RunRecord<Config> {
  const context: Context = { engine, key: rootKey(study.id, trial.seed), assets };
  const config = resolveConfig(study, trial.config);
  const setup = study.setup(config, context);
  try {
    const solve = startSolve(setup, engine, study.observables);
    const samples: Sample[] = [];
    while (solve.outcome === undefined) samples.push(...solve.advance(10_000));
    return {
      id: canonicalJson({ config, seed: trial.seed }),
      config,
      seed: trial.seed,
      facts: setup.facts,
      outcome: solve.outcome,
      samples,
    };
  } finally {
    setup.problem.objective.close();
  }
}
