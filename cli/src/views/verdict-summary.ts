import type { VerdictWord } from "@overparam/core";
import type { ClaimResult } from "@overparam/lab";
import type { Paint } from "../terminal/colour.ts";
import { verdictWord } from "./verdict-word.ts";

const order: readonly VerdictWord[] = ["holds", "undecided", "not applicable", "violated"];

/** `12 hold · 2 undecided · 1 not applicable · 0 violated · all 15 counter-runs caught`; the zeroes that matter are said. */
export function verdictSummary(results: readonly ClaimResult[], paint: Paint): string {
  const parts = order.flatMap((word) => {
    const count = results.filter((result) => result.verdict.verdict === word).length;
    if (count === 0 && word !== "violated") return [];
    const text = `${count} ${word === "holds" ? (count === 1 ? "holds" : "hold") : word}`;
    return [paint(count === 0 ? "quiet" : verdictWord[word].role, text)];
  });
  const counters = results.flatMap(({ counter }) => (counter === null ? [] : [counter.verdict]));
  const caught = counters.filter((verdict) => verdict === "violated").length;
  if (counters.length === 0) return parts.join(" · ");
  const all = caught === counters.length;
  const count = all ? (caught === 1 ? "the counter-run" : `all ${caught} counter-runs`) : `${caught} of ${counters.length} counter-runs`;
  return [...parts, paint(all ? "quiet" : "violated", `${count} caught`)].join(" · ");
}

/**
 * A sentence for each check that did not catch its counter-run: the verdict beside it proves nothing, or not yet.
 *
 * @param nameOf a claim's name by its id
 */
export function uncaught(results: readonly ClaimResult[], nameOf: (claim: string) => string): readonly string[] {
  return results.flatMap(({ claim, counter }) => {
    if (counter === null || counter.verdict === "violated") return [];
    const name = nameOf(claim);
    return counter.verdict === "undecided"
      ? [`The counter-run of ${name} was not caught: too little evidence at this scale, so its verdict is not yet a test.`]
      : [`The counter-run of ${name} was judged "${counter.verdict}": this check could not fail, so its verdict proves nothing.`];
  });
}
