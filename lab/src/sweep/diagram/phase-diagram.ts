import { misuse, nearestName } from "@overparam/core";
import type { AxisScale } from "../axis-values.ts";
import type { PlannedAxis } from "../planned-axis.ts";
import type { AxisValue } from "../sweep-file.ts";
import { type CellStatistic, cellStatistic } from "./cell-statistic.ts";
import type { DiagramValue } from "./diagram-value.ts";
import type { TrialRow } from "./trial-row.ts";

/** An axis of a diagram. */
export interface DiagramAxis {
  readonly name: string;
  readonly scale: AxisScale;
  /** Numbers ascending; others in the order of the sweep. */
  readonly values: readonly AxisValue[];
}

/** A cell of a diagram: its place, its statistic, its trials. */
export interface DiagramCell extends CellStatistic {
  readonly x: number;
  readonly y: number;
  readonly rows: readonly TrialRow[];
}

/** A statistic over two axes of a sweep. */
export interface PhaseDiagram {
  readonly x: DiagramAxis;
  readonly y: DiagramAxis;
  readonly value: DiagramValue;
  /** [y, x] row-major. */
  readonly cells: readonly DiagramCell[];
  /** Axes of which some cell pools trials at several values. */
  readonly pooled: readonly DiagramAxis[];
  readonly where: Readonly<Record<string, AxisValue>>;
}

/** What is drawn. */
export interface DiagramOrder {
  readonly x: string;
  readonly y: string;
  readonly value: DiagramValue;
  /** Axes held at one value. */
  readonly where?: Readonly<Record<string, AxisValue>>;
}

/**
 * The statistic of every cell over two axes, whatever the order of the rows.
 *
 * @param trials one row a recorded trial, as in trials.parquet
 * @param axes of the sweep
 * @errors one sentence: an axis that the sweep does not have, the same axis twice, a value that an axis does not take
 * @cost O(rows)
 */
export function phaseDiagram(trials: Iterable<TrialRow>, axes: readonly PlannedAxis[], order: DiagramOrder): PhaseDiagram {
  const { value, where = {} } = order;
  const x = axisOf(axes, order.x, "--x");
  const y = axisOf(axes, order.y, "--y");
  if (x.name === y.name)
    throw misuse("--y", "must be another axis than --x", order.y, `the axes are ${axes.map(({ name }) => name).join(", ")}`);
  for (const [name, at] of Object.entries(where)) {
    const axis = axisOf(axes, name, "--at");
    if (axis === x || axis.name === x.name || axis.name === y.name)
      throw misuse("--at", "holds an axis that is drawn", name, "name another axis");
    if (!axis.values.includes(at)) throw misuse("--at", `${name} takes no such value`, at, `it takes ${axis.values.join(", ")}`);
  }
  const columnOf = new Map(x.values.map((each, k) => [each, k]));
  const rowOf = new Map(y.values.map((each, k) => [each, k]));
  const groups: TrialRow[][] = Array.from({ length: x.values.length * y.values.length }, () => []);
  const fixed = Object.entries(where);
  for (const row of trials) {
    if (fixed.length > 0 && !fixed.every(([name, at]) => row[name] === at)) continue;
    const column = columnOf.get(row[x.name] as AxisValue);
    const line = rowOf.get(row[y.name] as AxisValue);
    if (column !== undefined && line !== undefined) groups[line * x.values.length + column]?.push(row);
  }
  return {
    x,
    y,
    value,
    cells: groups.map((rows, k) => {
      const statistic = cellStatistic(rows, value);
      const { low, high, trials, counted, left } = statistic;
      // Field by field: copied objects are ten times as dear, and there may be 40 000.
      return { value: statistic.value, low, high, trials, counted, left, x: k % x.values.length, y: Math.floor(k / x.values.length), rows };
    }),
    // An axis that moves together with a drawn one has one value in each cell.
    pooled: axes
      .filter(
        ({ name }) => name !== x.name && name !== y.name && groups.some((group) => group.some((row) => row[name] !== group[0]?.[name])),
      )
      .map(ordered),
    where,
  };
}

function axisOf(axes: readonly PlannedAxis[], name: string, flag: string): DiagramAxis {
  const found = axes.find((axis) => axis.name === name);
  if (found !== undefined) return ordered(found);
  const names = axes.map((axis) => axis.name);
  const near = nearestName(name, names);
  throw misuse(flag, "the sweep has no such axis", name, near === undefined ? `its axes are ${names.join(", ")}` : `did you mean ${near}`);
}

function ordered({ name, scale, values }: DiagramAxis): DiagramAxis {
  const numbers = values.every((value) => typeof value === "number");
  return {
    name,
    scale: scale === "linear" && numbers && isGeometric(values) ? "log" : scale,
    values: numbers ? [...values].sort((a, b) => Number(a) - Number(b)) : values,
  };
}

/** A list such as 10, 30, 100, 300 is meant on a logarithmic axis: it spans a decade and its ratios vary less than its differences. */
function isGeometric(values: readonly AxisValue[]): boolean {
  const numbers = values.map(Number).sort((a, b) => a - b);
  const [first = 0] = numbers;
  const last = numbers.at(-1) ?? 0;
  if (numbers.length < 3 || first <= 0 || last < 10 * first) return false;
  const unevenness = (of: readonly number[]): number => Math.max(...of) / Math.min(...of);
  const pairs = numbers.slice(1).map((value, k) => [numbers[k] as number, value] as const);
  return unevenness(pairs.map(([a, b]) => b / a)) < unevenness(pairs.map(([a, b]) => b - a));
}
