import type { Verdict } from "@overparam/core";

/** What the judge found on a claim, in one sentence; empty where it was not judged. */
export function finding(verdicts: readonly Verdict[], claim: string, name: string): string {
  const verdict = verdicts.find((candidate) => candidate.claim === claim);
  if (verdict === undefined) return "";
  const { estimate, interval } = verdict;
  const measured = estimate === null ? "nothing measured" : `measured ${short(estimate)}`;
  const between = interval === null ? "" : ` [${short(interval[0])}, ${short(interval[1])}]`;
  return ` ${name}: ${measured}${between}, asked ${verdict.asked}: ${verdict.verdict}.`;
}

/** Three significant digits, with the typographic minus. */
export function short(x: number): string {
  return String(Number(x.toPrecision(3))).replace("-", "−");
}
