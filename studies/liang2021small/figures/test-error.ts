import type { Elementary, Figure, RunRecord, Verdict } from "@overparam/core";
import { testErrorBound } from "../claims/bounds.ts";
import type { Config } from "../config.ts";
import { errorAxes } from "../observables/errors.ts";
import { entryOf, fact } from "../reduce/values.ts";
import { finding } from "./finding.ts";

/** Test error and its bound against the number of samples; of plain gradient runs of several sizes. */
export function testErrorFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const shown = records
    .filter(({ config, samples }) => config.algorithm === "gradient" && samples.length > 0)
    .toSorted((a, b) => fact(a, "n") - fact(b, "n"));
  if (new Set(shown.map((record) => fact(record, "n"))).size < 2) return [];
  const end = shown.map((record) => ({ record, sample: record.samples.at(-1) as RunRecord<Config>["samples"][number] }));
  const x = shown.map((record) => fact(record, "n"));
  return [
    {
      id: "test-error",
      title: "Test error and its bound",
      caption: `Margins below 1, 4 P B/√n and a confidence term of δ = 0.01, beside the error on fresh samples; a bound above 1 says nothing, and no error at all is drawn at 10⁻⁴.${finding(verdicts, "test-error", "Error less bound")}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "samples n", scale: "log" },
      y: { label: "probability", scale: "log" },
      series: [
        {
          label: "test error",
          role: "measured",
          x,
          y: end.map(({ sample }) => Math.max(entryOf(sample, "errors", errorAxes.test), 1e-4)),
          marks: true,
        },
        {
          label: "margin below 1",
          role: "measured",
          x,
          y: end.map(({ sample }) => Math.max(entryOf(sample, "errors", errorAxes.margin), 1e-4)),
          marks: true,
        },
        { label: "bound", role: "predicted", x, y: end.map(({ record, sample }) => testErrorBound(record, sample, math)) },
      ],
    },
  ];
}
