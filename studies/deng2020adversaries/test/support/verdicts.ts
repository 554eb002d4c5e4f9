import {
  type Assets,
  canonicalJson,
  type Context,
  type Engine,
  judgeClaims,
  type Measured,
  resolveConfig,
  rootKey,
  type RunRecord,
  type Sample,
  startSolve,
  type Trial,
  type Verdict,
} from "@overparam/core";
import type { Config } from "../../config.ts";
import study from "../../index.ts";

/** One run from start to end. */
export function runOf(engine: Engine, trial: Trial<Config>, assets: Assets = new Map(), counter?: string): RunRecord<Config> {
  const context: Context = { engine, key: rootKey(study.id, trial.seed), assets };
  const config = resolveConfig(study, trial.config);
  const alter = study.claims.find(({ id }) => id === counter)?.counter.alter;
  const plain = study.setup(config, context);
  const setup = alter === undefined ? plain : alter(plain, config, context);
  try {
    const solve = startSolve(setup, engine, study.observables);
    const samples: Sample[] = [];
    while (solve.outcome === undefined) samples.push(...solve.advance(10_000));
    return {
      id: canonicalJson({ config, seed: trial.seed, counter: counter ?? "" }),
      config,
      seed: trial.seed,
      facts: setup.facts,
      outcome: solve.outcome,
      samples,
    };
  } finally {
    plain.problem.objective.close();
  }
}

/** Verdicts of all claims and of their counter-runs; equal runs are made once. */
export function verdictsOf(
  engine: Engine,
  config: Config,
  seed: number,
  assets: Assets = new Map(),
  { counters = true }: { readonly counters?: boolean } = {},
): { readonly claims: readonly Verdict[]; readonly counters: readonly Verdict[] } {
  const context: Context = { engine, key: rootKey(study.id, seed), assets };
  const made = new Map<string, RunRecord<Config>>();
  const records = (trials: readonly Trial<Config>[], counter?: string): readonly RunRecord<Config>[] =>
    trials.map((trial) => {
      const key = canonicalJson({ trial, counter: counter ?? "" });
      const known = made.get(key);
      const record = known ?? runOf(engine, trial, assets, counter);
      made.set(key, record);
      return record;
    });
  const none: readonly Measured[] = [];
  const own = study.claims.map((claim) => ({
    claim,
    config,
    records: records(claim.ensemble?.(config, seed) ?? []),
    constructed: claim.construct?.(config, context) ?? none,
  }));
  if (!counters) return { claims: judgeClaims(engine.math, own), counters: [] };
  const broken = own.map(({ claim, records: before, constructed }) => {
    const { alter, ensemble, construct, reduce, predict } = claim.counter;
    const trials = ensemble?.(config, seed) ?? (alter === undefined ? undefined : claim.ensemble?.(config, seed));
    return {
      claim: { ...claim, assumes: [] },
      config,
      records: trials === undefined ? before : records(trials, alter === undefined ? undefined : claim.id),
      constructed: construct?.(config, context) ?? constructed,
      ...(reduce === undefined ? {} : { reduce }),
      ...(predict === undefined ? {} : { predict }),
    };
  });
  return { claims: judgeClaims(engine.math, own), counters: judgeClaims(engine.math, broken) };
}
