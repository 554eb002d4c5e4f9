import { type Backend, canonicalJson, sha256 } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import { recordSchema } from "../record/record-schema.ts";

/** Raised when the same data and settings give other numbers or other claims. */
export const recoveryVersion = 1;

/** Everything that decides a recovery's numbers. */
export interface RecoveryIdentity {
  readonly schema: number;
  readonly recoveryVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  readonly seed: number;
  /** Method, activation, attempts, most; where the samples come from, files by the hash of their content. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** A recovery's name: the SHA-256 of its identity's canonical JSON. */
export function recoveryIdentity(of: Pick<RecoveryIdentity, "backend" | "seed" | "config">): {
  readonly id: string;
  readonly identity: RecoveryIdentity;
} {
  const identity: RecoveryIdentity = { schema: recordSchema, recoveryVersion, numericsVersion, ...of };
  return { id: sha256(canonicalJson({ kind: "recovery", ...identity })), identity };
}
