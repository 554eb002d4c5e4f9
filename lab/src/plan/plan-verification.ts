import { type Backend, type Claim, resolveConfig, type Study, type Trial } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import { constructIdentity, runIdentity, verificationIdentity } from "./identity.ts";
import type { Task } from "./task.ts";

/** The ids of the tasks that a judgement needs. */
export interface Needs {
  readonly runs: readonly string[];
  readonly construct: string | null;
}

/** What a claim needs, and its counter-run. */
export interface ClaimNeeds extends Needs {
  readonly claim: string;
  /** Null when counter-runs are left out. */
  readonly counter: Needs | null;
}

/** A verification before anything is computed: every task once, and which claim needs which. */
export interface VerificationPlan {
  readonly id: string;
  readonly study: string;
  readonly studyVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly config: Readonly<Record<string, unknown>>;
  readonly counters: boolean;
  readonly tasks: readonly Task[];
  readonly claims: readonly ClaimNeeds[];
}

/**
 * The union of what all claims of a study need: their ensembles and constructions, and those of their counter-runs.
 *
 * Equal runs of different claims are one task. A counter-run that only reduces or predicts otherwise reuses the claim's own runs;
 * one that alters the problem runs the same ensemble altered.
 *
 * @param config resolved, files replaced by the hashes of their content
 * @throws Misuse where an ensemble leaves the range of the study's config
 */
export function planVerification(
  study: Study,
  config: Readonly<Record<string, unknown>>,
  seed: number,
  backend: Backend,
  options: { readonly counters?: boolean } = {},
): VerificationPlan {
  const counters = options.counters ?? true;
  const tasks = new Map<string, Task>();
  const common = { study: study.id, backend };

  function runs(trials: readonly Trial<unknown>[], counter?: string): readonly string[] {
    const ids = trials.map((trial) => {
      const resolved = resolveConfig(study, trial.config as Record<string, unknown>);
      const { id } = runIdentity({ study, config: resolved, seed: trial.seed, backend, counter });
      tasks.set(id, { id, ...common, config: resolved, seed: trial.seed, kind: "run", ...(counter === undefined ? {} : { counter }) });
      return id;
    });
    return [...new Set(ids)];
  }

  function construct(claim: string, counter: boolean): string {
    const id = constructIdentity({ study, config, seed, backend }, claim, counter);
    tasks.set(id, { id, ...common, config, seed, kind: "construct", claim, counter });
    return id;
  }

  function needs(claim: Claim<unknown>): ClaimNeeds {
    const own: Needs = {
      runs: runs(claim.ensemble?.(config, seed) ?? []),
      construct: claim.construct === undefined ? null : construct(claim.id, false),
    };
    return { claim: claim.id, ...own, counter: counters ? counterNeeds(claim, own) : null };
  }

  function counterNeeds(claim: Claim<unknown>, own: Needs): Needs {
    const { alter, ensemble, construct: constructed } = claim.counter;
    const trials = ensemble === undefined ? undefined : claim.counter.ensemble?.(config, seed);
    return {
      runs:
        alter !== undefined
          ? runs(trials ?? claim.ensemble?.(config, seed) ?? [], claim.id)
          : trials !== undefined
            ? runs(trials)
            : own.runs,
      construct: constructed === undefined ? own.construct : construct(claim.id, true),
    };
  }

  const claims = study.claims.map(needs);
  return {
    id: verificationIdentity({ study, config, seed, backend }, counters),
    study: study.id,
    studyVersion: study.version,
    numericsVersion,
    backend,
    seed,
    config,
    counters,
    tasks: [...tasks.values()],
    claims,
  };
}
