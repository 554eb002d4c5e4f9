import type { Verification } from "./verification.ts";

/** A verification in numbers. */
export interface Overall {
  readonly holds: number;
  readonly violated: number;
  readonly undecided: number;
  readonly notApplicable: number;
  /** Counter-runs that the judge did not call violated, where the claim itself was judged on evidence: faults of the check. */
  readonly blind: readonly string[];
  readonly failures: number;
  /** 0: ran and no claim violated; 1: a claim is violated; 3: some run failed, and no claim is violated. */
  readonly exit: 0 | 1 | 3;
}

/** Counts the verdicts and gives the exit code that a command should end with. */
export function overall(verification: Pick<Verification, "claims" | "failures">): Overall {
  const count = (word: string) => verification.claims.filter(({ verdict }) => verdict.verdict === word).length;
  const violated = count("violated");
  const failures = verification.failures.length;
  return {
    holds: count("holds"),
    violated,
    undecided: count("undecided"),
    notApplicable: count("not applicable"),
    blind: verification.claims.flatMap(({ claim, counter }) => (counter === null || counter.verdict === "violated" ? [] : [claim])),
    failures,
    exit: violated > 0 ? 1 : failures > 0 ? 3 : 0,
  };
}
