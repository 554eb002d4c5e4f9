import type { Elementary } from "@overparam/kernels";
import type { RunRecord } from "../study/record.ts";
import type { Study } from "../study/study.ts";
import type { Measured } from "./evidence.ts";
import { judgeClaims } from "./judge-claims.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Judges all claims of a study as one family.
 *
 * @param gather the records and constructed values of a claim, by its id
 * @returns a verdict a claim, in the study's order
 */
export function judgeStudy<C extends object>(
  math: Elementary,
  study: Study<C>,
  config: C,
  gather: (claim: string) => { readonly records: readonly RunRecord<C>[]; readonly constructed: readonly Measured[] },
): Verdict[] {
  return judgeClaims(
    math,
    study.claims.map((claim) => ({ claim, config, ...gather(claim.id) })),
  );
}
