import { openSync, readSync, closeSync, statSync } from "node:fs";
import { misuse, nearestName } from "@overparam/core";
import type { TableValue } from "../../sweep/table-query.ts";
import { guardFiles } from "../file/guard-files.ts";

/** A Parquet file whose columns are read when they are asked for. */
export interface ParquetTable {
  readonly columns: readonly string[];
  /** The rows of some columns, in the order of the file. @errors one sentence for a column that is not there */
  rows(columns: readonly string[]): Promise<readonly (readonly TableValue[])[]>;
}

/** Opens a Parquet file. @errors one sentence for a file that is missing or damaged */
export async function parquetTable(path: string): Promise<ParquetTable> {
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await import("hyparquet");
  const size = guardFiles(path, () => statSync(path).size);
  const file = {
    byteLength: size,
    slice: (from: number, to = size): Promise<ArrayBuffer> => Promise.resolve(guardFiles(path, () => bytes(path, from, to))),
  };
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    throw misuse(
      path,
      `the table cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      undefined,
      "make it again with overparam compact",
    );
  });
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  return {
    columns,
    async rows(wanted) {
      for (const name of wanted) if (!columns.includes(name)) throw noColumn(name, columns);
      const count = Number(metadata.num_rows);
      const rows: TableValue[][] = Array.from({ length: count }, () => new Array<TableValue>(wanted.length).fill(null));
      await parquetRead({
        file,
        metadata,
        columns: [...new Set(wanted)],
        onChunk({ columnName, columnData, rowStart }) {
          wanted.forEach((name, column) => {
            if (name !== columnName) return;
            for (let k = 0; k < columnData.length; k++) {
              const row = rows[rowStart + k];
              if (row !== undefined) row[column] = valueOf(columnData[k]);
            }
          });
        },
      });
      return rows;
    },
  };
}

/** The error for a column that a table does not have. */
export function noColumn(name: string, columns: readonly string[]): Error {
  const near = nearestName(name, columns);
  return misuse(
    "query",
    "there is no such column",
    name,
    near === undefined ? `the columns are ${columns.join(", ")}` : `did you mean ${near}`,
  );
}

function valueOf(value: unknown): TableValue {
  if (value === undefined || value === null) return null;
  return typeof value === "bigint" ? Number(value) : (value as TableValue);
}

function bytes(path: string, from: number, to: number): ArrayBuffer {
  const out = new Uint8Array(to - from);
  const file = openSync(path, "r");
  try {
    for (let at = 0; at < out.length; ) {
      const read = readSync(file, out, at, out.length - at, from + at);
      if (read === 0) break;
      at += read;
    }
  } finally {
    closeSync(file);
  }
  return out.buffer;
}
