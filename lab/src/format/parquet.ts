import { misuse } from "@overparam/core";
import type { Column, Table } from "./table.ts";

/**
 * A Parquet file of a table: INT64 and DOUBLE columns, null where a value is missing, Snappy.
 *
 * @param metadata strings in the file's footer
 */
export async function writeParquet(table: Table, metadata: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columnData = table.columns.map(({ name, kind, values }) =>
    kind === "integer"
      ? { name, data: values.map((value) => (value === null ? null : BigInt(value))), type: "INT64" as const, nullable: true }
      : { name, data: values.slice(), type: "DOUBLE" as const, nullable: true },
  );
  const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, codec: "SNAPPY", kvMetadata }));
}

/**
 * The columns of numbers of a Parquet file: integers, floats and booleans; null where a value is missing.
 *
 * @errors one sentence: not a Parquet file, a compression other than Snappy or none, a column that holds no numbers
 */
export async function readParquet(bytes: Uint8Array, file: string): Promise<Table> {
  const magic = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || magic(0) !== "PAR1" || magic(bytes.length - 4) !== "PAR1") {
    const came = bytes.length === 0 ? "an empty file" : "another file type, or a truncated file";
    throw misuse(file, "a .parquet file begins and ends with PAR1", came, "write it with pandas.DataFrame.to_parquet(path)");
  }
  const { parquetMetadata, parquetReadObjects } = await import("hyparquet");
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  let names: string[];
  let rows: Record<string, unknown>[];
  try {
    const metadata = parquetMetadata(buffer);
    names = metadata.schema.slice(1).map(({ name }) => name);
    rows = await parquetReadObjects({ file: { byteLength: buffer.byteLength, slice: (from, to) => buffer.slice(from, to) }, metadata });
  } catch (error) {
    const came = error instanceof Error ? error.message : "damaged data";
    throw misuse(file, "the file cannot be read", came, 'write it with pandas.DataFrame.to_parquet(path, compression="snappy")');
  }
  const columns = names.map((name): Column => {
    const values = rows.map((row, i) => {
      const value = row[name];
      if (value === null || value === undefined) return null;
      if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return Number(value);
      throw misuse(`${file}, row ${i + 1}, column ${name}`, "a number is wanted", value, "drop the column, or make numbers of it");
    });
    return { name, kind: values.every((value) => Number.isInteger(value)) ? "integer" : "real", values };
  });
  return { columns, rows: rows.length };
}
