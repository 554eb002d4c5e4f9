import { misuse, type NamedTensors } from "@overparam/core";
import type { Column, Table } from "./table.ts";

const targets = ["y", "label", "target", "class"];

/**
 * Inputs of a table: `x` [n,d] and `y` [n].
 *
 * y is the column called y, label, target or class (any case), else the last one; all others are x, in the order of the file.
 *
 * @errors fewer than two columns; an empty cell
 */
export function tableInputs({ columns, rows }: Table, file: string): NamedTensors {
  if (columns.length < 2)
    throw misuse(file, "inputs need at least one x column and one y column", columns.length, "write columns x1,…,xd,y");
  const named = columns.findIndex((column) => targets.includes(column.name.toLowerCase()));
  const target = columns[named === -1 ? columns.length - 1 : named] as Column;
  const inputs = columns.filter((column) => column !== target);
  for (const column of columns) {
    const gap = column.values.indexOf(null);
    if (gap !== -1)
      throw misuse(
        `${file}, sample ${gap + 1}, column ${column.name}`,
        "a number is wanted",
        "an empty cell",
        "remove the sample or fill it in",
      );
  }
  const x = new Float64Array(rows * inputs.length);
  inputs.forEach((column, j) => {
    column.values.forEach((value, i) => {
      x[i * inputs.length + j] = value ?? Number.NaN;
    });
  });
  return {
    x: { shape: [rows, inputs.length], data: x },
    y: { shape: [rows], data: Float64Array.from(target.values, (value) => value ?? Number.NaN) },
  };
}
