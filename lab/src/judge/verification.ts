import type { Backend, Measured, RunRecord, Verdict } from "@overparam/core";

/** A claim's verdict, and what the same judge said of its counter-run. */
export interface ClaimResult {
  readonly claim: string;
  readonly verdict: Verdict;
  /** Null when counter-runs were left out. Anything but `violated` is a fault of the check, shown as such. */
  readonly counter: Verdict | null;
  /** Ids of the runs behind the verdict. */
  readonly runs: readonly string[];
}

/** The result of the main job. */
export interface Verification {
  /** SHA-256 over study, versions, config, seed and backend of the verification. */
  readonly id: string;
  readonly study: string;
  readonly studyVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly config: Readonly<Record<string, unknown>>;
  /** Were counter-runs part of it? */
  readonly counters: boolean;
  readonly claims: readonly ClaimResult[];
  /** The runs of the claims themselves, in the order of the plan; figures are drawn from these. */
  readonly records: readonly RunRecord[];
  /** Runs made for counter-runs alone. */
  readonly counterRecords: readonly RunRecord[];
  /** What constructions gave, by task. */
  readonly constructed: readonly { readonly task: string; readonly values: readonly Measured[] }[];
  readonly failures: readonly { readonly task: string; readonly reason: string }[];
}
