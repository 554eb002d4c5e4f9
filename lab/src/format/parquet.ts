import type { Table } from "./table.ts";

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
