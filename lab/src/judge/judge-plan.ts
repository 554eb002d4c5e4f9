import {
  type Case,
  type Claim,
  type Elementary,
  judgeClaims,
  type Measured,
  type RunRecord,
  type Study,
  type Verdict,
} from "@overparam/core";
import type { TaskResult } from "../plan/executor.ts";
import type { Needs, VerificationPlan } from "../plan/plan-verification.ts";
import { reason } from "../run/reason.ts";
import type { ClaimResult } from "./verification.ts";

/**
 * Reduces and judges what there is: claims as one family, counter-runs as another.
 *
 * A claim whose runs are not all there is `undecided` and says how many are missing or why they failed: the missing ones could be the
 * ones that speak against it. So this serves a page that fills while runs arrive, and a report that judges again from a folder.
 * The order in which results came never matters.
 */
export function judgePlan(
  study: Study,
  plan: VerificationPlan,
  results: ReadonlyMap<string, TaskResult>,
  math: Elementary,
): readonly ClaimResult[] {
  const claims = study.claims.map((claim) => ({ claim, needs: plan.claims.find((needs) => needs.claim === claim.id) }));
  const verdicts = judgeFamily(
    claims.map(({ claim, needs }) => ({ claim, needs, broken: false })),
    plan,
    results,
    math,
  );
  const counters = judgeFamily(
    claims.map(({ claim, needs }) => ({ claim, needs: needs?.counter, broken: true })),
    plan,
    results,
    math,
  );
  return claims.map(({ claim, needs }, index) => ({
    claim: claim.id,
    verdict: verdicts[index] as Verdict,
    counter: counters[index] ?? null,
    runs: needs?.runs ?? [],
  }));
}

interface Member {
  readonly claim: Claim<unknown>;
  readonly needs: Needs | null | undefined;
  /** Judge with the counter's links in place of the claim's. */
  readonly broken: boolean;
}

function judgeFamily(
  members: readonly Member[],
  plan: VerificationPlan,
  results: ReadonlyMap<string, TaskResult>,
  math: Elementary,
): readonly (Verdict | null)[] {
  const faults = new Map<string, string>();
  const ready = members.flatMap(({ claim, needs, broken }) => {
    if (needs === null || needs === undefined) return [];
    const material = gather(needs, results);
    if (material.missing !== null) {
      faults.set(claim.id, material.missing);
      return [];
    }
    const reduce = broken ? claim.counter.reduce : undefined;
    const predict = broken ? claim.counter.predict : undefined;
    return [
      {
        // A counter-run may break an assumption on purpose; the judge then has to see the violation, not the assumption.
        claim: broken ? { ...claim, assumes: [] } : claim,
        config: plan.config,
        records: material.records,
        constructed: material.constructed,
        ...(reduce === undefined ? {} : { reduce }),
        ...(predict === undefined ? {} : { predict }),
      },
    ];
  });
  const given = new Map(judged(math, ready, faults).map((verdict) => [verdict.claim, verdict]));
  return members.map(({ claim, needs }) => {
    if (needs === null || needs === undefined) return null;
    const verdict = given.get(claim.id);
    const fault = faults.get(claim.id);
    if (fault !== undefined) return undecided(claim, fault, verdict);
    return verdict ?? undecided(claim, "the judge gave no verdict");
  });
}

/** Judges a family. A claim whose own code fails is left out with the reason; the others are judged all the same. */
function judged(math: Elementary, cases: readonly Case<unknown>[], faults: Map<string, string>): readonly Verdict[] {
  try {
    return judgeClaims(math, cases);
  } catch {
    const sound = cases.filter((entry) => {
      try {
        judgeClaims(math, [entry]);
        return true;
      } catch (error) {
        faults.set(entry.claim.id, `its records could not be judged: ${reason(error)}`);
        return false;
      }
    });
    return judgeClaims(math, sound);
  }
}

function gather(
  needs: Needs,
  results: ReadonlyMap<string, TaskResult>,
): { readonly records: readonly RunRecord[]; readonly constructed: readonly Measured[]; readonly missing: string | null } {
  const records: RunRecord[] = [];
  let constructed: readonly Measured[] = [];
  let waiting = 0;
  const failed: string[] = [];
  const tasks = needs.construct === null ? needs.runs : [...needs.runs, needs.construct];
  for (const id of tasks) {
    const result = results.get(id);
    if (result === undefined) waiting += 1;
    else if (result.kind === "run") records.push(result.record);
    else if (result.kind === "construct") constructed = result.constructed;
    else failed.push(result.reason);
  }
  const missing =
    failed.length > 0
      ? `${failed.length} of ${tasks.length} runs failed: ${failed[0]}`
      : waiting > 0
        ? `${waiting} of ${tasks.length} runs have not been made`
        : null;
  return { records, constructed, missing };
}

function undecided(claim: Claim<unknown>, why: string, verdict?: Verdict): Verdict {
  return {
    claim: claim.id,
    verdict: "undecided",
    asked: verdict?.asked ?? claim.quantity,
    estimate: null,
    interval: null,
    slack: null,
    vacuous: false,
    reason: why,
    runs: 0,
    points: 0,
    pHolds: null,
    pViolated: null,
  };
}
