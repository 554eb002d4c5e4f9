import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvInputs, readCsv, writeCsv } from "../../src/format/csv.ts";
import type { Table } from "../../src/format/table.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("csvInputs", () => {
  it("takes the column called y, whatever its place and the line ends", () => {
    expect(csvInputs(bytes("\uFEFFa,Label,b\r\n1,10,2\r\n3,20,4.5e-1\r\n"), "d.csv")).toEqual({
      x: { shape: [2, 2], data: Float64Array.of(1, 2, 3, 0.45) },
      y: { shape: [2], data: Float64Array.of(10, 20) },
    });
  });
  it("takes the last column as y without such a name, and without a header", () => {
    expect(csvInputs(bytes("p,q,r\n1,2,3\n"), "d.csv").y?.data).toEqual(Float64Array.of(3));
    expect(csvInputs(bytes("1,2,3\n4,5,6\n"), "d.csv").y?.data).toEqual(Float64Array.of(3, 6));
  });
  it.each<[string, string, string]>([
    ["is empty", "", "d.csv: a CSV file has at least one line of numbers"],
    ["has a header only", "a;b;y\n", 'd.csv:1: numbers must follow the header; got "a header only". Separate cells by commas.'],
    ["has a word among numbers", "a,y\n1,2\n3,four\n", 'd.csv:3, column y: a number is wanted; got "four"'],
    ["has a short line", "1,2,3\n4,5\n", "d.csv:2: every line must have 3 cells; got 2"],
    ["has a blank line inside", "1,2\n\n3,4\n", "d.csv:2: every line must have 2 cells; got 1"],
    ["has an empty cell", "x1,y\n1,2\n,4\n", "d.csv, sample 2, column x1: a number is wanted"],
    ["has one column", "1\n2\n", "d.csv: inputs need at least one x column and one y column; got 1"],
    ["has a decimal comma", "x1,y\n1,5,2\n", "d.csv:2: every line must have 2 cells; got 3"],
    ["repeats a column", "a,a,y\n1,2,3\n", "d.csv:1: column names must differ"],
  ])("refuses a file that %s, naming the line", (_, text, says) => {
    expect(() => csvInputs(bytes(text), "d.csv")).toThrow(says);
  });
});

describe("writeCsv", () => {
  it("keeps every number, NaN, infinity, −0 and gap through a round trip", () => {
    const number = fc.oneof(
      fc.double(),
      fc.constantFrom(Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 20 }), (rows) => {
        const columns = ["loss", "angle[0]"].map((name, c) => ({ name, kind: "real" as const, values: rows.map((row) => row[c] ?? null) }));
        const table: Table = { columns, rows: rows.length };
        const back = readCsv(writeCsv(table), "x.csv");
        expect(back.rows).toBe(rows.length);
        expect(back.columns.map((column) => column.values)).toEqual(table.columns.map((column) => column.values));
      }),
    );
  });
});
