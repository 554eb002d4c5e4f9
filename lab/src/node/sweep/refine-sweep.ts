import { misuse } from "@overparam/core";
import { refinedTrials } from "../../sweep/diagram/refined-trials.ts";
import { type RefineOrder, refine } from "../../sweep/diagram/refine.ts";
import type { SweepFile } from "../../sweep/sweep-file.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import { readDiagram } from "./read-diagram.ts";

/** How a sweep is looked at more closely; the boundary is ½ of a fraction, or the first level of its diagram, unless said. */
export interface SweepRefinement extends Pick<RefineOrder, "budget" | "by"> {
  readonly boundary?: number | undefined;
}

/**
 * The trials that say most about where the boundary of a sweep's diagram runs, as trials besides its grid.
 *
 * @returns those that the sweep has and the new ones; at most `budget` trials are new
 * @errors one sentence: no boundary, axes that are pooled
 */
export async function refineSweep(folder: string, plan: SweepPlan, order: SweepRefinement): Promise<SweepFile["more"]> {
  const { file } = plan;
  const { diagram } = await readDiagram(folder, file.diagram ?? {});
  const boundary = order.boundary ?? (diagram.value.kind === "fraction" ? 0.5 : file.diagram?.levels?.[0]);
  if (boundary === undefined)
    throw misuse(
      "--boundary",
      "the value of the diagram at which its boundary lies is needed",
      undefined,
      "or levels in the diagram of the file",
    );
  const names = plan.axes.map(({ name }) => name);
  const nameOf = (column: string): string => (names.includes(column) ? column : column.replace(/_$/, ""));
  const found = refinedTrials(diagram, refine(diagram, { boundary, budget: order.budget, by: order.by }), plan, nameOf);
  return [...file.more, ...found];
}
