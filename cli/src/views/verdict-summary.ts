import type { VerdictWord } from "@overparam/core";
import type { ClaimResult } from "@overparam/lab";
import type { Paint } from "../terminal/colour.ts";
import { verdictWord } from "./verdict-word.ts";

const order: readonly VerdictWord[] = ["holds", "undecided", "not applicable", "violated"];

/** `12 hold · 2 undecided · 1 not applicable · 0 violated`; the zeroes that matter are said. */
export function verdictSummary(results: readonly ClaimResult[], paint: Paint): string {
  const parts = order.flatMap((word) => {
    const count = results.filter((result) => result.verdict.verdict === word).length;
    if (count === 0 && word !== "violated") return [];
    const text = `${count} ${word === "holds" ? (count === 1 ? "holds" : "hold") : word}`;
    return [paint(count === 0 ? "quiet" : verdictWord[word].role, text)];
  });
  const counters = results.flatMap(({ counter }) => (counter === null ? [] : [counter.verdict]));
  const open = counters.filter((verdict) => verdict === "undecided").length;
  const blind = counters.filter((verdict) => verdict === "holds" || verdict === "not applicable").length;
  if (open > 0) parts.push(paint("undecided", `${runs(open)} undecided`));
  if (blind > 0) parts.push(paint("violated", `${runs(blind)} not caught`));
  return parts.join(" · ");
}

function runs(count: number): string {
  return `${count} counter-run${count === 1 ? "" : "s"}`;
}
