import { canonicalJson, misuse } from "@overparam/core";
import type { SweepPlan } from "./sweep-plan.ts";

/** Cells that are compared before the start; more of them show when the sweep is started. */
const most = 20_000;

/** Refuses a plan in which two cells are the same run, as rounding or a step budget can make them. @errors one sentence that names both */
export function checkDistinct(plan: SweepPlan): void {
  const seen = new Map<string, number>();
  for (let cell = 0; cell < Math.min(plan.cells, most); cell++) {
    const key = canonicalJson(plan.cell(cell).config);
    const before = seen.get(key);
    if (before !== undefined) throw sameRun(plan, plan.indexOf(before) ?? 0, plan.indexOf(cell) ?? 0);
    seen.set(key, cell);
  }
}

/** The error for two trials, by their places in the plan, that are one run. */
export function sameRun(plan: SweepPlan, first: number, second: number): Error {
  const where = (index: number): string =>
    Object.entries(plan.trial(index).at)
      .map(([name, value]) => `${name} = ${value}`)
      .join(", ");
  return misuse(
    "axes",
    `every cell must be another run, and the cells ${where(first)} and ${where(second)} have the same settings`,
    undefined,
    "take values that stay apart when they are rounded or limited by the step budget",
  );
}
