import type { Backend } from "@overparam/kernels";

/**
 * One unit of work for an executor: a run, or a construction that needs none.
 * Tasks are plain JSON, so that they cross worker and machine boundaries.
 */
export type Task = {
  /** Identity of the work: SHA-256 of its canonical JSON. Equal tasks are done once. */
  readonly id: string;
  readonly study: string;
  /** Resolved config, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly backend: Backend;
} & (
  | {
      readonly kind: "run";
      /** Set when the run is a claim's counter-run. */
      readonly counter?: string;
    }
  | { readonly kind: "construct"; readonly claim: string; readonly counter: boolean }
);
