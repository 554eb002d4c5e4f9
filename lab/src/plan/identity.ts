import { type Backend, canonicalJson, type Study, sha256 } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import { recordSchema } from "../record/record-schema.ts";
import type { StopRule } from "../sweep/sweep-file.ts";

/** Everything that decides a run's numbers, and nothing else. */
export interface Identity {
  readonly schema: number;
  readonly study: string;
  readonly studyVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly config: Readonly<Record<string, unknown>>;
  /** Set when the run is the counter-run of this claim. */
  readonly counter?: string;
  /** Set when the run ends at the first record that fits one of these. */
  readonly stop?: readonly StopRule[];
}

/** What an identity is made from. */
export interface IdentityOf {
  readonly study: Study;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly backend: Backend;
  readonly counter?: string | undefined;
  readonly stop?: readonly StopRule[] | undefined;
}

/**
 * A run's name: the SHA-256 of its identity's canonical JSON. Same id, same numbers, on every host.
 *
 * Commit, versions of packages, times and machines are recorded beside a run, never hashed.
 */
export function runIdentity(of: IdentityOf): { readonly id: string; readonly identity: Identity } {
  const identity: Identity = {
    schema: recordSchema,
    study: of.study.id,
    studyVersion: of.study.version,
    numericsVersion,
    backend: of.backend,
    seed: of.seed,
    config: of.config,
    ...(of.counter === undefined ? {} : { counter: of.counter }),
    ...(of.stop === undefined ? {} : { stop: of.stop }),
  };
  return { id: sha256(canonicalJson(identity)), identity };
}

/** The name of a claim's construction (evaluations that need no run). */
export function constructIdentity(of: IdentityOf, claim: string, counter: boolean): string {
  const { identity } = runIdentity(of);
  return sha256(canonicalJson({ ...identity, construct: claim, of: counter ? "counter" : "claim" }));
}

/** The name of an experiment: one id for all its runs and figures. */
export function experimentIdentity(of: IdentityOf, experiment: string): string {
  const { identity } = runIdentity(of);
  return sha256(canonicalJson({ ...identity, experiment }));
}

/** The name of a verification: one id for the whole ensemble and its verdicts. */
export function verificationIdentity(of: IdentityOf, counters: boolean): string {
  const { identity } = runIdentity(of);
  return sha256(canonicalJson({ ...identity, verification: counters ? "claims and counter-runs" : "claims" }));
}
