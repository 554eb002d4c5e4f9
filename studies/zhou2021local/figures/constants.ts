import type { Figure, RunRecord, Sample, Series, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/fact.ts";
import { local } from "../reduce/local.ts";
import { localTime } from "../reduce/local-time.ts";
import { numberOf } from "../reduce/values.ts";
import { byWidth } from "./by-width.ts";
import { finding } from "./finding.ts";
import { quantile } from "./quantile.ts";

const constants: readonly (readonly [string, (sample: Sample, record: RunRecord<Config>) => number])[] = [
  [
    "1/κ (Theorem 4)",
    (sample, record) => numberOf(sample, "loss") / (numberOf(sample, "gradientNorm") * Math.sqrt(fact(record, "r") * fact(record, "wMax"))),
  ],
  [
    "L t/(r w_max) (Theorem 5)",
    (sample, record) => (numberOf(sample, "loss") * localTime(record)(sample)) / (fact(record, "r") * fact(record, "wMax")),
  ],
  ["Σ‖w‖²/(r w_max) (Lemma C.5)", (sample, record) => numberOf(sample, "totalMass") / (fact(record, "r") * fact(record, "wMax"))],
];

/** Fitted constants of every run against the width: the theory says that none of them grows. */
export function constantsFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const widths = byWidth(records);
  if (widths.length < 2) return [];
  const series = constants.flatMap(([label, value]): readonly Series[] => {
    const rows = widths.flatMap(([m, runs]) => {
      const worst = runs
        .map((run) => local(run).map((sample) => value(sample, run)))
        .map((values) => values.filter((number) => number > 0 && Number.isFinite(number)).reduce((a, b) => Math.max(a, b), 0))
        .filter((number) => number > 0);
      return worst.length === 0 ? [] : [[m, worst] as const];
    });
    if (rows.length < 2) return [];
    return [
      {
        label,
        role: "measured",
        marks: true,
        x: rows.map(([m]) => m),
        y: rows.map(([, worst]) => quantile(worst, 0.5)),
        low: rows.map(([, worst]) => quantile(worst, 0.1)),
        high: rows.map(([, worst]) => quantile(worst, 0.9)),
      },
    ];
  });
  if (series.length === 0) return [];
  return [
    {
      id: "constants",
      title: "Fitted constants against the number of students",
      caption: `The worst value of every run, median and 10–90 % over seeds.${finding(verdicts, "theorem-4-width", "Theorem 4")}${finding(verdicts, "theorem-5-width", "Theorem 5")}`,
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "students m", scale: "log" },
      y: { label: "fitted constant", scale: "log" },
      series,
    },
  ];
}
