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

/** All axes of a sweep, those of a zip one after another. They need no study. */
export function plannedAxes(file: Pick<SweepFile, "axes">): readonly PlannedAxis[] {
  return file.axes.flatMap((entry) => ("zip" in entry ? entry.zip : [entry])).map(plannedAxis);
}

/** An axis's name: its setting's, unless it has its own. */
export function axisName(axis: SweepAxis): string {
  return axis.name ?? axis.setting;
}
