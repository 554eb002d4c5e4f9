import type { Figure, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";

/** Eigenvalues of the Hessian at the end of every run with one start, in order. */
export function spectrumFigure(records: readonly RunRecord<Config>[], nameOf: (record: RunRecord<Config>) => string): readonly Figure[] {
  const shown = records.flatMap((record) => {
    const values = record.samples.at(-1)?.values["spectrum"];
    return Array.isArray(values) && values.length > 1 ? [{ record, values: values as readonly number[] }] : [];
  });
  if (shown.length === 0 || shown.length > 8) return [];
  const least = shown.map(({ record, values }) => `${nameOf(record)}: ${(values.at(-1) as number).toPrecision(3)}`);
  return [
    {
      id: "spectrum",
      title: "Eigenvalues of the Hessian",
      caption: `In order, largest first. The smallest are ${least.join(", ")}.`,
      runs: shown.map(({ record }) => record.id),
      kind: "lines",
      x: { label: "part of the eigenvalues", scale: "linear" },
      y: { label: "eigenvalue", scale: "linear" },
      series: shown.map(
        ({ record, values }): Series => ({
          label: nameOf(record),
          role: "measured",
          x: values.map((_, at) => (at + 1) / values.length),
          y: values,
        }),
      ),
    },
  ];
}
