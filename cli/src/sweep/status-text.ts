import type { SweepStatus } from "@overparam/lab/node/sweep";
import type { Paint } from "../terminal/colour.ts";
import { count } from "../terminal/count.ts";
import { pairs, shortId } from "../verify/heading.ts";
import { tables } from "./sweep-end.ts";
import { plainSweepLine, reasonLines, workerLines } from "./sweep-lines.ts";

/** How a sweep stands, for people. */
export function statusText(status: SweepStatus, folder: string, columns: number, paint: Paint): string {
  const { sweep, counts, left, running, progress, compacted, damaged } = status;
  const rows: (readonly [string, string])[] = [
    ["state", stateText(status)],
    ["done", `${counts.done} of ${sweep.trials}`],
    ...(counts.failed > 0 ? [["failed", `${counts.failed}; make them again with: overparam retry --failed ${folder}`] as const] : []),
    ...(counts.unfinished > 0 ? [["unfinished", String(counts.unfinished)] as const] : []),
    ...(left > 0 ? [["left", `${left}`] as const] : []),
    ...(progress === null ? [] : [["now", plainSweepLine(sweep.trials, progress).trim()] as const]),
    ...(damaged.length > 0 ? [["damaged", `${count(damaged.length, "line")}; their trials count as not made`] as const] : []),
    [
      "tables",
      compacted
        ? tables(folder, { keep: sweep.file.keep })
        : running !== null
          ? "when it ends"
          : `not of all records; make them with: overparam compact ${folder}`,
    ],
  ];
  const head = paint("strong", sweep.study) + paint("quiet", ` · ${sweep.backend} · ${sweep.cells} cells · sweep ${shortId(sweep.id)}`);
  const reasons = reasonLines(status.reasons, columns, paint);
  const workers = progress === null ? [] : workerLines(progress, columns, paint);
  return [head, "", pairs(rows, paint), ...[reasons, workers].flatMap((lines) => (lines.length > 0 ? ["", ...lines] : [])), ""].join("\n");
}

function stateText({ running, left, counts }: SweepStatus): string {
  if (running !== null) return `running: process ${running.pid} on ${running.host}`;
  if (left === 0) return counts.failed === 0 ? "finished" : "finished, with failures";
  return "stopped; go on with the same `overparam sweep FILE`";
}
