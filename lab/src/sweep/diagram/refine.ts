import { misuse } from "@overparam/core";
import type { AxisValue } from "../sweep-file.ts";
import type { DiagramAxis, DiagramCell, PhaseDiagram } from "./phase-diagram.ts";

/** What to make next. */
export type Refinement =
  /** So many more seeds of a cell, by its place in the diagram. */
  | { readonly kind: "seeds"; readonly x: number; readonly y: number; readonly more: number }
  /** A value of an axis between two of its own, and the cells there that the boundary passes through. */
  | {
      readonly kind: "value";
      readonly axis: string;
      readonly value: number;
      readonly across: readonly AxisValue[];
      readonly seeds: number;
    };

/** How refinement chooses. */
export interface RefineOrder {
  /** The value of the statistic that is the boundary: ½ for a fraction, unless said otherwise. */
  readonly boundary: number;
  /** Trials that may be made: no plan makes more. */
  readonly budget: number;
  /** More seeds where a cell's interval holds the boundary, or new cells between neighbours that lie on its two sides. */
  readonly by: "seeds" | "cells";
}

/**
 * The trials that say most about where a boundary lies, for a budget.
 *
 * By seeds: cells whose interval holds the boundary, or that have no value, get one more trial after another, always the one with the widest interval for its trials;
 * a cell in the middle of a phase gets none. By cells: between every two neighbours on a numeric axis on whose sides the boundary passes, a value in the middle
 * (geometric on a logarithmic axis), the steepest pairs first.
 *
 * A pure function of the diagram: the same table gives the same plan on every host.
 *
 * @errors one sentence for a budget or boundary that is none
 */
export function refine(diagram: PhaseDiagram, order: RefineOrder): readonly Refinement[] {
  if (!(Number.isSafeInteger(order.budget) && order.budget >= 1))
    throw misuse("refine", "the budget must be a whole number of trials from 1 on", order.budget);
  if (!Number.isFinite(order.boundary)) throw misuse("refine", "the boundary must be a finite value of the statistic", order.boundary);
  return order.by === "seeds" ? bySeeds(diagram, order) : byCells(diagram, order);
}

function bySeeds({ cells }: PhaseDiagram, { boundary, budget }: RefineOrder): readonly Refinement[] {
  const open = cells
    .filter((cell) => Number.isNaN(cell.value) || (cell.low <= boundary && boundary <= cell.high))
    .map((cell) => ({ cell, more: 0 }));
  if (open.length === 0) return [];
  for (let spent = 0; spent < budget; spent++) {
    let widest = open[0] as (typeof open)[number];
    for (const each of open) if (width(each) > width(widest)) widest = each;
    widest.more += 1;
  }
  return open.filter(({ more }) => more > 0).map(({ cell, more }) => ({ kind: "seeds", x: cell.x, y: cell.y, more }));
}

/** How wide an interval would be with so many more trials: it narrows as their square root. */
function width({ cell, more }: { readonly cell: DiagramCell; readonly more: number }): number {
  const now = Number.isNaN(cell.value) ? 1 : Math.max(cell.high - cell.low, 1e-12);
  const before = Math.max(1, cell.trials);
  return now * Math.sqrt(before / (before + more));
}

function byCells(diagram: PhaseDiagram, { boundary, budget }: RefineOrder): readonly Refinement[] {
  const seeds = Math.max(1, ...diagram.cells.map(({ rows }) => rows.length));
  const found = new Map<string, { readonly axis: string; readonly value: number; readonly across: AxisValue[]; steepness: number }>();
  const consider = (axis: DiagramAxis, across: DiagramAxis, at: (along: number, side: number) => DiagramCell | undefined): void => {
    for (let side = 0; side < across.values.length; side++) {
      for (let k = 0; k + 1 < axis.values.length; k++) {
        const [a, b] = [at(k, side), at(k + 1, side)];
        if (a === undefined || b === undefined || !(a.value < boundary !== b.value < boundary) || Number.isNaN(a.value + b.value)) continue;
        const value = middle(axis, k);
        if (value === undefined) continue;
        const key = `${axis.name}\n${value}`;
        const entry = found.get(key) ?? { axis: axis.name, value, across: [], steepness: 0 };
        entry.across.push(across.values[side] as AxisValue);
        entry.steepness += Math.abs(b.value - a.value);
        found.set(key, entry);
      }
    }
  };
  const { x, y, cells } = diagram;
  consider(x, y, (along, side) => cells[side * x.values.length + along]);
  consider(y, x, (along, side) => cells[along * x.values.length + side]);
  const chosen: Refinement[] = [];
  let left = budget;
  for (const { axis, value, across } of [...found.values()].sort((a, b) => b.steepness - a.steepness)) {
    const fit = across.slice(0, Math.floor(left / seeds));
    if (fit.length === 0) break;
    chosen.push({ kind: "value", axis, value, across: fit, seeds });
    left -= fit.length * seeds;
  }
  return chosen;
}

/** Between two values of an axis; undefined where there is nothing, as between 3 and 4 of a whole-number axis. */
function middle({ scale, values }: DiagramAxis, k: number): number | undefined {
  const [a, b] = [values[k], values[k + 1]];
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  const between = scale === "log" ? Math.sqrt(a) * Math.sqrt(b) : a + (b - a) / 2;
  const whole = values.every((value) => Number.isInteger(value));
  const value = whole ? Math.round(between) : Number(between.toPrecision(6));
  return value > a && value < b ? value : undefined;
}
