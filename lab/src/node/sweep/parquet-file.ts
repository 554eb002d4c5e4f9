import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { guardFiles } from "../file/guard-files.ts";
import { writeAll } from "../file/write-atomic.ts";

/** A column's name and type. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: "STRING" | "INT64" | "DOUBLE" | "BOOLEAN";
}

/** A Parquet file that is written by groups of rows, whole or not at all. */
export interface ParquetFile {
  /** One group: a list a column, null where a value is missing. */
  group(columns: readonly (readonly (string | number | boolean | null)[])[]): void;
  /** Puts it in place. */
  finish(): void;
  /** Leaves nothing of it. */
  discard(): void;
}

/** Opens a Parquet file (Snappy) under a temporary name. The bytes depend on the rows, their groups and the metadata alone. */
export function parquetFile(path: string, columns: readonly ParquetColumn[], metadata: Readonly<Record<string, string>>): ParquetFile {
  const temporary = `${path}.${process.pid}.tmp`;
  return guardFiles(path, () => {
    const file = openSync(temporary, "w");
    let open = true;
    const close = (): void => {
      if (open) closeSync(file);
      open = false;
    };
    const buffer = new ByteWriter();
    const flush = (): void => {
      writeAll(file, buffer.getBytes());
      buffer.index = 0;
    };
    const bytes = Object.assign(buffer, { flush, finish: flush });
    const empty = columns.map(({ name, type }) => ({ name, type, data: [], nullable: true }));
    const writer = new ParquetWriter({
      writer: bytes,
      schema: schemaFromColumnData({ columnData: empty }),
      codec: "SNAPPY",
      kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      createdBy: "overparam",
    });
    const discard = (): void => {
      close();
      rmSync(temporary, { force: true });
    };
    const guarded = (work: () => void): void =>
      guardFiles(path, () => {
        try {
          work();
        } catch (error) {
          discard();
          throw error;
        }
      });
    return {
      group(values) {
        const rows = values[0]?.length ?? 0;
        if (rows === 0) return;
        const columnData = columns.map(({ name, type }, at) => ({ name, type, data: encoded(type, values[at] ?? []), nullable: true }));
        guarded(() => void writer.write({ columnData, rowGroupSize: rows }));
      },
      finish: () =>
        guarded(() => {
          void writer.finish();
          fsyncSync(file);
          close();
          renameSync(temporary, path);
        }),
      discard,
    };
  });
}

function encoded(type: ParquetColumn["type"], values: readonly unknown[]): unknown[] {
  return type === "INT64" ? values.map((value) => (value === null ? null : BigInt(value as number))) : [...values];
}
