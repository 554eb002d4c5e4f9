import { join } from "node:path";
import { type SweepEnd, type SweepRunEvent, sweepFiles } from "@overparam/lab/node/sweep";
import type { SweepPlan } from "@overparam/lab/sweep";
import type { Paint } from "../terminal/colour.ts";
import { count } from "../terminal/count.ts";
import { duration } from "../terminal/duration.ts";
import { pairs, shortId } from "../verify/heading.ts";
import { rateText, reasonLines } from "./sweep-lines.ts";

/** What became of a sweep: counts, reasons, where the tables are. */
export function sweepEndText(
  plan: SweepPlan,
  { executor, todo }: Extract<SweepRunEvent, { readonly kind: "opened" }>,
  end: SweepEnd,
  { folder, milliseconds }: { readonly folder: string; readonly milliseconds: number },
  columns: number,
  paint: Paint,
): string {
  const { counts, made, compacted } = end;
  const parts = [plan.backend, ...(todo === 0 ? [] : [executor]), `sweep ${shortId(plan.id)}`];
  const before = plan.trials - todo;
  const speed = made > 0 && milliseconds > 0 ? ` in ${duration(milliseconds)}, ${rateText((1000 * made) / milliseconds)}` : "";
  const rows: (readonly [string, string])[] = [
    ...(before > 0 ? [["there", `${count(before, "trial")} recorded before, not made again`] as const] : []),
    ["made", made === 0 ? "nothing was left to make" : `${count(made, "trial")}${speed}`],
    ["done", `${counts.done} of ${plan.trials}`],
    ...(counts.failed > 0 ? [["failed", `${counts.failed}; make them again with: overparam retry --failed ${folder}`] as const] : []),
    ...(counts.unfinished > 0 ? [["unfinished", `${counts.unfinished}; the same command makes them again`] as const] : []),
    ["tables", tables(folder, plan, compacted !== null)],
  ];
  const head = paint("strong", plan.study) + paint("quiet", ` · ${parts.join(" · ")}`);
  const reasons = reasonLines(end.reasons, columns, paint);
  return [head, "", pairs(rows, paint), ...(reasons.length > 0 ? ["", ...reasons] : []), ""].join("\n");
}

/** Where the tables of a sweep are. */
export function tables(folder: string, { keep }: Pick<SweepPlan, "keep">, made = true): string {
  if (!made) return "none yet";
  return [sweepFiles.trials, ...(keep.curves === undefined ? [] : [sweepFiles.curves])].map((name) => join(folder, name)).join(", ");
}
