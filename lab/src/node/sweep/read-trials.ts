import type { TrialRow } from "../../sweep/diagram/trial-row.ts";
import { type PlannedAxis, plannedAxes } from "../../sweep/planned-axis.ts";
import { parquetTable } from "./parquet-rows.ts";
import { needSweep, type StoredSweep } from "./sweep-json.ts";
import { sweepTables } from "./sweep-tables.ts";

/** The recorded trials of a sweep, as rows. */
export interface SweepTrials {
  readonly stored: StoredSweep;
  /** By the names of their columns, with values as the columns have them. */
  readonly axes: readonly PlannedAxis[];
  /** Of the table. */
  readonly columns: readonly string[];
  readonly rows: readonly TrialRow[];
}

/**
 * Some columns of all recorded trials of a sweep, also while it runs.
 *
 * @param wanted the columns, of those that the table has
 * @param dirs folders to look for the study in, where it is no longer where it was
 * @errors one sentence: no sweep there, a damaged table, a column that is not there
 */
export async function readTrials(
  folder: string,
  wanted: (columns: readonly string[], axes: readonly PlannedAxis[]) => readonly string[],
  dirs: readonly string[] = [],
): Promise<SweepTrials> {
  const stored = needSweep(folder);
  const tables = await sweepTables(folder, dirs);
  try {
    const table = await parquetTable(tables.trials);
    const axes = plannedAxes(stored.file).map((axis) => ({ ...axis, name: columnOf(axis.name), values: valuesOf(axis) }));
    const names = [...new Set(["trial", "seed", "status", ...axes.map(({ name }) => name), ...wanted(table.columns, axes)])];
    const rows = await table.rows(names);
    return {
      stored,
      axes,
      columns: table.columns,
      rows: rows.map((row) => Object.fromEntries(names.map((name, k) => [name, row[k] ?? null]))),
    };
  } finally {
    tables.close();
  }
}

/** An axis that is named like one of the table's own first columns steps aside there. */
function columnOf(name: string): string {
  return ["trial", "cell", "seed"].includes(name) ? `${name}_` : name;
}

/** A column of several kinds of values holds texts. */
function valuesOf({ values }: PlannedAxis): PlannedAxis["values"] {
  return new Set(values.map((value) => typeof value)).size > 1 ? values.map(String) : values;
}
