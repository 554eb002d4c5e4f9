import type { Verdict } from "@overparam/core";

/** What the judge found on a claim, in one sentence; empty where it was not judged. */
export function finding(verdicts: readonly Verdict[], claim: string): string {
  const verdict = verdicts.find((candidate) => candidate.claim === claim);
  return verdict === undefined ? "" : ` ${verdict.reason.replace(/\.$/, "")}: ${verdict.verdict}.`;
}
