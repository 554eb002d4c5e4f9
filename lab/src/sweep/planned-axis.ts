import { type AxisScale, axisValues } from "./axis-values.ts";
import type { AxisValue, SweepAxis, SweepFile } from "./sweep-file.ts";

/** An axis with its values. */
export interface PlannedAxis {
  /** Column of the records, and its name in figures. */
  readonly name: string;
  readonly setting: string;
  readonly scale: AxisScale;
  readonly values: readonly AxisValue[];
}

/** An axis as the file says it, with its values. */
export function plannedAxis(axis: SweepAxis): PlannedAxis {
  const { scale, values } = axisValues(axis);
  return { name: axisName(axis), setting: axis.setting, scale, values };
}

/** All axes of a sweep, those of a zip one after another, with the values besides the grid. They need no study. */
export function plannedAxes(file: Pick<SweepFile, "axes" | "more">): readonly PlannedAxis[] {
  return file.axes.flatMap((entry) => ("zip" in entry ? entry.zip : [entry])).map((axis) => withMore(plannedAxis(axis), file.more));
}

/** An axis with the values that trials besides the grid take. */
export function withMore(axis: PlannedAxis, more: SweepFile["more"]): PlannedAxis {
  const values = new Set(axis.values);
  for (const { at } of more) {
    const value = at[axis.name];
    if (value !== undefined) values.add(value);
  }
  return values.size === axis.values.length ? axis : { ...axis, values: [...values] };
}

/** An axis's name: its setting's, unless it has its own. */
export function axisName(axis: SweepAxis): string {
  return axis.name ?? axis.setting;
}
