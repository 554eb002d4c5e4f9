import type { Elementary } from "@overparam/kernels";
import type { Claim, Material } from "../study/claim.ts";
import type { RunRecord } from "../study/record.ts";
import { asked } from "./asked.ts";
import { assess } from "./assess.ts";
import type { Assessment } from "./assessment.ts";
import type { Evidence, Measured } from "./evidence.ts";
import { holm } from "./holm.ts";
import { isVacuous } from "./is-vacuous.ts";
import { familyLevel } from "./level.ts";
import type { Prediction } from "./prediction.ts";
import type { Verdict } from "./verdict.ts";

export { familyLevel } from "./level.ts";

/** A claim with what was measured for it. */
export interface Case<C = unknown> {
  readonly claim: Claim<C>;
  readonly config: C;
  readonly records: readonly RunRecord<C>[];
  readonly constructed: readonly Measured[];
  /** In place of the claim's own (a counter-run's). */
  readonly reduce?: (material: Material<C>) => Evidence;
  readonly predict?: (config: C, math: Elementary) => Prediction;
}

/**
 * Judges claims together, from records alone.
 *
 * Arithmetic decides what arithmetic can (exact values, limits). Everything else is two one-sided hypotheses a claim, "it is true on these runs" (rejected:
 * violated) and "it is false" (rejected: holds); all hypotheses of all claims are one family for Holm's procedure at {@link familyLevel}, and what neither
 * rejects is undecided. Records that fail an assumption are left out; where none is left, the claim is not applicable and its estimate is shown all the same.
 *
 * @returns a verdict a case, in their order
 * @source Holm 1979; Schuirmann 1987 (two one-sided tests); Berger 1982 (intersection–union tests)
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a family holds claims of any config
export function judgeClaims(math: Elementary, cases: readonly Case<any>[]): Verdict[] {
  const judged = cases.map((entry) => ({ claim: entry.claim.id, ...examine(math, entry) }));
  const hypotheses: { readonly at: number; readonly side: "pHolds" | "pViolated"; readonly p: number }[] = [];
  judged.forEach(({ assessment, failed }, at) => {
    if (assessment.kind !== "tested" || failed !== undefined) return;
    if (assessment.pHolds !== null) hypotheses.push({ at, side: "pHolds", p: assessment.pHolds });
    hypotheses.push({ at, side: "pViolated", p: assessment.pViolated });
  });
  const adjusted = holm(hypotheses.map(({ p }) => p));
  const pValues = judged.map(() => ({ pHolds: null as number | null, pViolated: null as number | null }));
  hypotheses.forEach(({ at, side }, index) => {
    (pValues[at] as { pHolds: number | null; pViolated: number | null })[side] = adjusted[index] as number;
  });
  const missing = familyLevel / Math.max(1, hypotheses.length);

  return judged.map(({ claim, prediction, assessment, failed, left }, at): Verdict => {
    const { pHolds, pViolated } = pValues[at] as { pHolds: number | null; pViolated: number | null };
    const common = {
      claim,
      asked: asked(prediction),
      estimate: known(assessment.estimate),
      slack: known(assessment.slack),
      vacuous: isVacuous(prediction) || assessment.vacuous === true,
      runs: assessment.runs,
      points: assessment.points,
    };
    const interval = assessment.kind === "tested" ? assessment.interval(missing) : assessment.interval;
    if (failed !== undefined) {
      return { ...common, verdict: "not applicable", interval, reason: `${failed}; ${assessment.says}.`, pHolds: null, pViolated: null };
    }
    const says = `${capital(assessment.says)}${left}.`;
    if (assessment.kind === "decided") {
      return { ...common, verdict: assessment.verdict, interval, reason: says, pHolds: null, pViolated: null };
    }
    const verdict =
      pViolated !== null && pViolated <= familyLevel
        ? "violated"
        : pHolds === null
          ? (assessment.uncontradicted ?? "undecided")
          : pHolds <= familyLevel
            ? "holds"
            : "undecided";
    const why = verdict === "undecided" ? `${says.slice(0, -1)}; the interval reaches over the bound.` : says;
    return { ...common, verdict, interval, reason: why, pHolds, pViolated };
  });
}

interface Examined {
  readonly prediction: Prediction;
  readonly assessment: Assessment;
  /** The assumption that no record meets, with what was measured. */
  readonly failed: string | undefined;
  /** What was left out, to go on a sentence. */
  readonly left: string;
}

function examine<C>(math: Elementary, { claim, config, records, constructed, reduce, predict }: Case<C>): Examined {
  const failures = new Map<RunRecord<C>, string>();
  for (const record of records) {
    for (const assumption of claim.assumes) {
      const { met, measured } = assumption.check(record);
      if (met) continue;
      failures.set(record, `${assumption.says} does not hold: ${measured}`);
      break;
    }
  }
  const kept = records.filter((record) => !failures.has(record));
  const [firstFailure] = failures.values();
  const failed = records.length > 0 && kept.length === 0 ? firstFailure : undefined;
  const prediction = (predict ?? claim.predict.bind(claim))(config, math);
  const material: Material<C> = { records: failed === undefined ? kept : records, constructed, math };
  const evidence = (reduce ?? claim.reduce.bind(claim))(material);
  const runs =
    failures.size > 0 && failed === undefined ? `; ${failures.size} of ${records.length} runs were left out because ${firstFailure}` : "";
  const left = evidence.left === undefined ? runs : `${runs}; ${evidence.left}`;
  return { prediction, assessment: assess(math, claim.id, prediction, evidence), failed, left };
}

/** A number that is none is no estimate. */
function known(x: number | null): number | null {
  return x === null || Number.isNaN(x) ? null : x;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
