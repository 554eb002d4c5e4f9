import { parquetTable, querySql, sweepTables } from "@overparam/lab/node/sweep";
import { groupRows, meets, parseCondition, type TableAnswer } from "@overparam/lab/sweep";
import type { QueryOptions } from "../commands/query.ts";
import { CommandLine } from "../faults/command-line.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { studyFolders } from "../options/find-studies.ts";
import { findSweep } from "../options/find-sweep.ts";
import { answerText } from "./answer-text.ts";

/** Answers a question about the records of a sweep. */
export async function query({ terminal }: Host, name: string, sql: string | undefined, options: QueryOptions): Promise<number> {
  const { where, groupBy, columns, limit, csv, json } = options;
  if (csv === true && json === true) throw new CommandLine("query prints --csv or --json, not both.");
  if (sql !== undefined && (where.length > 0 || groupBy !== undefined || columns !== undefined)) {
    throw new CommandLine("query takes SQL, or --where, --group-by and --columns, not both.");
  }
  const conditions = where.map(parseCondition);
  const tables = await sweepTables(findSweep(name, options.sweeps), studyFolders(options.studies));
  try {
    const { columns: names, rows } = sql === undefined ? await plain(tables.trials) : await querySql(tables, sql);
    const answer = { columns: names, rows: limit === undefined ? rows : rows.slice(0, limit) };
    const text = answerText(answer, csv === true ? "csv" : json === true ? "json" : "table", terminal.paint);
    if (text !== "") terminal.print(text);
    return exitCode.ok;
  } finally {
    tables.close();
  }

  async function plain(path: string): Promise<TableAnswer> {
    const table = await parquetTable(path);
    const by = list(groupBy);
    const of = columns === undefined ? (groupBy === undefined ? table.columns : ["value"]) : list(columns);
    const shown = [...by, ...of];
    const rows = await table.rows([...shown, ...conditions.map(({ column }) => column)]);
    const taken = rows.filter((row) => conditions.every((condition, k) => meets(row[shown.length + k] ?? null, condition)));
    return groupBy === undefined ? { columns: of, rows: taken.map((row) => row.slice(0, of.length)) } : groupRows(taken, by, of);
  }
}

function list(text = ""): readonly string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
