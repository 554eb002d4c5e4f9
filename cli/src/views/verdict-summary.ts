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
  const unchecked = results.filter((result) => result.counter !== null && result.counter.verdict !== "violated").length;
  if (unchecked > 0) parts.push(paint("violated", `${unchecked} counter-run${unchecked === 1 ? "" : "s"} not caught`));
  return parts.join(" · ");
}
