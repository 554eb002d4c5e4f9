import type { RunRecord, Sample } from "@overparam/core";
import type { Column, Table } from "../format/table.ts";

/**
 * The samples of a run as a table: iteration, time, then every observable; an array observable becomes the columns `id[0]`, `id[1]`, ….
 *
 * A quantity without a value at a sample is null.
 */
export function metricsTable(record: Pick<RunRecord, "samples">): Table {
  const { samples } = record;
  const ids = [...new Set(samples.flatMap((sample) => Object.keys(sample.values)))];
  const columns: Column[] = [
    { name: "iteration", kind: "integer", values: samples.map((sample) => sample.iteration) },
    { name: "time", kind: "real", values: samples.map((sample) => sample.time) },
    ...ids.flatMap((id) => observableColumns(id, samples)),
  ];
  return { columns, rows: samples.length };
}

function observableColumns(id: string, samples: readonly Sample[]): Column[] {
  const values = samples.map((sample) => sample.values[id] ?? null);
  const longest = values.reduce<number>(
    (length, value) => (typeof value === "object" && value !== null ? Math.max(length, value.length) : length),
    0,
  );
  const scalar = values.some((value) => typeof value === "number") || longest === 0;
  return [
    ...(scalar ? [{ name: id, kind: "real" as const, values: values.map((value) => (typeof value === "number" ? value : null)) }] : []),
    ...Array.from({ length: longest }, (_, k) => ({
      name: `${id}[${k}]`,
      kind: "real" as const,
      values: values.map((value) => (typeof value === "object" && value !== null ? (value[k] ?? null) : null)),
    })),
  ];
}
