import { type Backend, misuse } from "@overparam/core";
import { decodeNumber } from "../record/decode-number.ts";
import { encodeJson } from "../record/encode-json.ts";
import { recordSchema } from "../record/record-schema.ts";
import type { TrialRow } from "./diagram/trial-row.ts";
import type { PlannedAxis } from "./planned-axis.ts";
import type { SweepFile } from "./sweep-file.ts";

/** A sweep with its recorded trials in one file, for a page that has no folder: what `overparam plot` writes as sweep.json. */
export interface SweepTable {
  /** The plan's id. */
  readonly id: string;
  readonly study: string;
  readonly studyVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  /** With files replaced by the hashes of their content. */
  readonly file: SweepFile;
  /** By the names of their columns. */
  readonly axes: readonly PlannedAxis[];
  /** Names of the columns of `rows`. */
  readonly columns: readonly string[];
  readonly rows: readonly TrialRow[];
}

/** Rows that such a file may hold: beyond, a page would take long to open it. */
export const mostRows = 200_000;

/** Column by column: a row's names are not written again and again. */
export function encodeSweepTable({ rows, columns, ...table }: SweepTable): string {
  const data = columns.map((name) => rows.map((row) => row[name] ?? null));
  return `${encodeJson({ schema: recordSchema, kind: "sweep table", ...table, columns, data })}\n`;
}

/**
 * Reads the file.
 *
 * @param where its name, for messages
 * @errors one sentence: not such a file, of a newer version, cut off
 */
export function decodeSweepTable(text: string, where: string): SweepTable {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw wrong(where, "it is no JSON, or cut off");
  }
  if (typeof read !== "object" || read === null || (read as { readonly kind?: unknown }).kind !== "sweep table")
    throw wrong(where, "it is another file");
  const {
    schema,
    kind: _,
    data,
    ...table
  } = read as Omit<SweepTable, "rows"> & { readonly schema: number; readonly kind: string; readonly data: unknown };
  if (!(schema <= recordSchema)) {
    throw misuse(where, `the file must be of form ${recordSchema} or older`, schema, "use the version of overparam that wrote it");
  }
  const { columns, axes, file, study, backend } = table;
  const lists = [columns, axes, data, file?.seeds === undefined ? [] : [file.seeds]];
  if (typeof study !== "string" || typeof backend !== "string" || !lists.every(Array.isArray))
    throw wrong(where, "parts of it are missing");
  const all = data as readonly (readonly unknown[])[];
  const count = all[0]?.length ?? 0;
  if (all.length !== columns.length || all.some((column) => !Array.isArray(column) || column.length !== count)) {
    throw wrong(where, "its columns are of different lengths");
  }
  const read1 = all.map(numbersOf);
  const rows = Array.from(
    { length: count },
    (__, k) => Object.fromEntries(columns.map((name, c) => [name, read1[c]?.[k] ?? null])) as TrialRow,
  );
  return { ...table, rows };
}

/** In a column of numbers "NaN" and the infinities are numbers again. */
function numbersOf(column: readonly unknown[]): readonly unknown[] {
  return column.some((value) => typeof value === "number") && column.every((value) => value === null || decodeNumber(value) !== undefined)
    ? column.map((value) => decodeNumber(value) ?? null)
    : column;
}

function wrong(where: string, why: string): Error {
  return misuse(
    where,
    `the file must be a sweep for the page (${why})`,
    undefined,
    "take sweep.json of the folder that overparam plot writes",
  );
}
