import type { StudentT } from "./student-t.ts";

/**
 * p-value of "the true value is at least `bound`" for an estimate with a standard error: small when the estimate is clearly below.
 * Without error the answer is arithmetic: 0 below the bound, 1 from it on.
 */
export function below(law: StudentT, estimate: number, bound: number, error: number): number {
  if (error === 0) return estimate < bound ? 0 : 1;
  return law.cdf((estimate - bound) / error);
}

/** p-value of "the true value is at most `bound`": small when the estimate is clearly above. */
export function above(law: StudentT, estimate: number, bound: number, error: number): number {
  return below(law, -estimate, -bound, error);
}
