import { canonicalJson, type Engine, resolveConfig, rootKey, type RunRecord, type Sample, startSolve } from "@overparam/core";
import type { Config } from "../../config.ts";
import study from "../../index.ts";

/** One run from start to end. */
export function runOf(engine: Engine, change: Partial<Config>, seed = 1): RunRecord<Config> {
  const config = resolveConfig(study, change);
  const setup = study.setup(config, { engine, key: rootKey(study.id, seed), assets: new Map() });
  try {
    const solve = startSolve(setup, engine, study.observables);
    const samples: Sample[] = [];
    while (solve.outcome === undefined) samples.push(...solve.advance(1_000_000));
    return { id: canonicalJson({ config, seed }), config, seed, facts: setup.facts, outcome: solve.outcome, samples };
  } finally {
    setup.problem.objective.close();
  }
}
