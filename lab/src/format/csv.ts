import { misuse, type NamedTensors } from "@overparam/core";
import { strFromU8, strToU8 } from "fflate";
import type { Column, Table } from "./table.ts";
import { tableInputs } from "./table-inputs.ts";

/**
 * A CSV file of numbers: comma-separated, decimal point, an optional header line; LF or CRLF; empty cells are null.
 *
 * Without a header the columns are named x1, x2, …. Numbers may be NaN, inf, Infinity, with a sign.
 *
 * @errors one sentence with line and column: empty file, a cell that is no number, a line with more or fewer cells
 */
export function readCsv(bytes: Uint8Array, file: string): Table {
  const text = strFromU8(bytes).replace(/^\uFEFF/, "");
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  const first = lines[0];
  if (first === undefined) throw misuse(file, "a CSV file has at least one line of numbers", "an empty file", "write columns x1,…,xd,y");
  const cells = first.split(",").map(unquoted);
  const headed = cells.some((cell) => cell !== "" && parseNumber(cell) === undefined);
  const names = headed ? cells : cells.map((_, i) => `x${i + 1}`);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (headed && repeated !== undefined) throw misuse(`${file}:1`, "column names must differ", repeated, "rename one of them");
  if (headed && lines.length === 1) {
    const separator = first.includes(";") ? "; " : first.includes("\t") ? "tabs" : undefined;
    throw misuse(
      `${file}:1`,
      "numbers must follow the header",
      "a header only",
      separator === undefined ? "write one line a sample" : "separate cells by commas",
    );
  }
  const values: (number | null)[][] = names.map(() => []);
  for (let i = headed ? 1 : 0; i < lines.length; i++) {
    const row = (lines[i] ?? "").split(",");
    if (row.length !== names.length)
      throw misuse(
        `${file}:${i + 1}`,
        `every line must have ${names.length} cells`,
        row.length,
        "separate numbers by commas, decimals by a point",
      );
    for (let c = 0; c < row.length; c++) {
      const cell = unquoted(row[c] ?? "");
      const value = cell === "" ? null : parseNumber(cell);
      if (value === undefined)
        throw misuse(`${file}:${i + 1}, column ${names[c]}`, "a number is wanted", cell, "use a decimal point and no units");
      values[c]?.push(value);
    }
  }
  const columns = names.map((name, c): Column => {
    const column = values[c] ?? [];
    return { name, kind: column.every((value) => Number.isInteger(value)) ? "integer" : "real", values: column };
  });
  return { columns, rows: lines.length - (headed ? 1 : 0) };
}

/** A CSV file with a header; numbers in their shortest exact form, NaN, Infinity and -Infinity as words, null as an empty cell. */
export function writeCsv(table: Table): Uint8Array {
  const lines = [table.columns.map((column) => quoted(column.name)).join(",")];
  for (let row = 0; row < table.rows; row++) {
    lines.push(table.columns.map((column) => cellOf(column.values[row])).join(","));
  }
  return strToU8(`${lines.join("\n")}\n`);
}

/**
 * Inputs of a CSV file: `x` [n,d] and `y` [n], see {@link tableInputs}.
 */
export function csvInputs(bytes: Uint8Array, file: string): NamedTensors {
  return tableInputs(readCsv(bytes, file), file);
}

function parseNumber(cell: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell)) return Number(cell);
  const word = /^([+-]?)(nan|inf|infinity)$/i.exec(cell);
  if (word === null) return undefined;
  if (word[2]?.toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function cellOf(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  return Object.is(value, -0) ? "-0" : String(value);
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, "$1");
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
