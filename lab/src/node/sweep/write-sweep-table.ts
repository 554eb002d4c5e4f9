import { encodeSweepTable, mostRows } from "../../sweep/sweep-table.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { readTrials } from "./read-trials.ts";

/** Columns that a page has no use for: estimates stand beside their verdicts, times beside iterations. */
const unused = /^(estimate\.|time$)/;

/**
 * Writes the file that the browser lab opens.
 *
 * @returns false where the sweep has more trials than a page should open; then nothing is written
 * @errors one sentence: no sweep there, a damaged table, the disk refuses
 */
export async function writeSweepTable(path: string, folder: string, dirs: readonly string[] = []): Promise<boolean> {
  const { stored, axes, rows } = await readTrials(folder, (columns) => columns.filter((name) => !unused.test(name)), dirs);
  if (rows.length > mostRows) return false;
  const { id, study, studyVersion, numericsVersion, backend, file } = stored;
  const columns = Object.keys(rows[0] ?? {});
  writeAtomic(path, encodeSweepTable({ id, study, studyVersion, numericsVersion, backend, file, axes, columns, rows }));
  return true;
}
