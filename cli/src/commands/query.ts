import { Command } from "commander";
import type { Host } from "../host.ts";
import { wholeNumber } from "../options/study-options.ts";
import { collect, type Listing, studiesOption } from "../options/studies.ts";
import { sweepsOption } from "../options/sweeps.ts";

/** What `query` takes. */
export interface QueryOptions extends Listing {
  readonly sweeps: string;
  readonly where: readonly string[];
  readonly groupBy?: string;
  readonly columns?: string;
  readonly limit?: number;
  readonly csv?: boolean;
  readonly json?: boolean;
}

/** `overparam query SWEEP`: rows of a sweep's records, filtered and grouped, or any SQL where DuckDB is installed. */
export function queryCommand(host: Host): Command {
  return sweepsOption(studiesOption(new Command("query")))
    .description("ask the records of a sweep, also while it runs")
    .argument("<sweep>", "the sweep's folder, name or file")
    .argument("[sql]", "SQL over the tables trials and curves, where DuckDB is installed (npm install @duckdb/node-api)")
    .option("--where <condition>", "rows to take, as in 'status = done' or 'loss <= 1e-6' (repeatable; all must hold)", collect, [])
    .option("--group-by <columns>", "one row a group: how many trials, and of each column its median, mean, least and greatest value")
    .option("--columns <columns>", "the columns to show, separated by commas (default: all; with --group-by: value)")
    .option("--limit <n>", "at most so many rows", wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option("--csv", "print comma-separated values")
    .option("--json", "print one JSON object per row")
    .addHelpText(
      "after",
      "\nColumns: trial, cell, seed, the axes by name, status, reason, outcome, iteration, time, value, what is kept,\n" +
        "verdict.CLAIM and estimate.CLAIM. As in\n" +
        "  overparam query my-sweep --where 'status = done' --group-by students --columns loss\n" +
        "  overparam query my-sweep 'SELECT students, avg(loss <= 1e-6) FROM trials GROUP BY students ORDER BY students'",
    )
    .action((sweep: string, sql: string | undefined, options: QueryOptions) =>
      host.act(async () => (await import("../sweep/query.ts")).query(host, sweep, sql, options)),
    );
}
