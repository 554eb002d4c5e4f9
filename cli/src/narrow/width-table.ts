import { median, type NarrowResult, type NarrowSettings, reaches, scoreOf } from "@overparam/lab/node";
import type { Paint } from "../terminal/colour.ts";

/** A line a width: the median and range of the score over seeds, by method, and whether it reaches the target. */
export function widthTable({ trainings }: NarrowResult, settings: NarrowSettings, paint: Paint): string {
  const widths = [...new Set(trainings.map(({ students }) => students))].sort((a, b) => a - b);
  const cell = (method: "mirrored" | "plain", width: number): string => {
    const own = trainings.filter((training) => training.method === method && training.students === width);
    const scores = own.map((training) => scoreOf(settings, training));
    if (scores.length === 0) return "";
    const middle = median(scores);
    const range = scores.length === 1 ? "" : ` [${text(Math.min(...scores))}, ${text(Math.max(...scores))}]`;
    return `${text(middle)}${range} ${reaches(settings, middle) ? "✓" : "·"}`;
  };
  const head = ["neurons", "mirrored, constrained", "plain"];
  const rows = widths.map((width) => [String(width), cell("mirrored", width), cell("plain", width)]);
  const extents = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? "").length)));
  const line = (row: readonly string[]): string => `  ${row.map((entry, at) => entry.padEnd(extents[at] ?? 0)).join("  ")}`.trimEnd();
  return [paint("quiet", line(head)), ...rows.map(line)].join("\n");
}

function text(score: number): string {
  return score >= 0.1 ? score.toFixed(4) : score.toPrecision(3);
}
