import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { misuse } from "@overparam/core";
import type { TableAnswer, TableValue } from "../../sweep/table-query.ts";
import type { SweepTables } from "./sweep-tables.ts";

/** As much of DuckDB as is used; it is not shipped, so its own types may be missing. */
interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection>; closeSync?(): void }> };
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ columnNames(): string[]; getRowsJS(): unknown[][] }>;
  closeSync?(): void;
}

const library = "@duckdb/node-api";

/** DuckDB, where it is installed: beside overparam, or in the folder of the caller. */
async function duckDb(): Promise<DuckDb | undefined> {
  const beside = await import(library).catch(() => undefined);
  if (beside !== undefined) return beside as DuckDb;
  try {
    return (await import(pathToFileURL(createRequire(join(process.cwd(), "x.js")).resolve(library)).href)) as DuckDb;
  } catch {
    return undefined;
  }
}

/**
 * Asks the tables of a sweep in SQL, as `trials` and `curves`.
 *
 * @errors one sentence: DuckDB is not installed, or does not understand the question
 */
export async function querySql({ trials, curves }: SweepTables, sql: string): Promise<TableAnswer> {
  const duck = await duckDb();
  if (duck === undefined) {
    throw misuse(
      "query",
      "SQL needs DuckDB, which is not installed",
      undefined,
      `run \`npm install ${library}\` in this folder, or use --where and --group-by, which need nothing`,
    );
  }
  const instance = await duck.DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const [name, path] of Object.entries({ trials, ...(curves === undefined ? {} : { curves }) })) {
      await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet('${path.replaceAll("'", "''")}')`);
    }
    const answer = await connection.runAndReadAll(sql);
    return { columns: answer.columnNames(), rows: answer.getRowsJS().map((row) => row.map(valueOf)) };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw misuse("query", `DuckDB refuses: ${(says.split("\n")[0] ?? "").replace(/[.!]$/, "")}`);
  } finally {
    connection.closeSync?.();
    instance.closeSync?.();
  }
}

function valueOf(value: unknown): TableValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  return value instanceof Date
    ? value.toISOString()
    : JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
}
