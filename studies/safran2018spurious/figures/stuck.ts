import type { Elementary, Figure, RunRecord, Series, Verdict } from "@overparam/core";
import { fractionInterval } from "@overparam/core";
import type { Config } from "../config.ts";
import { authors } from "../ensembles.ts";
import { startsOf } from "../reduce/starts.ts";
import { finding } from "./finding.ts";

/** Mass outside each end of the shown intervals. */
const missing = 0.025;

/** The fraction of stuck starts against k, one series a number of extra students, with exact 95 % intervals, and the authors' counts. */
export function stuckFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const drawn = records.filter(({ config }) => config.start === "gaussian");
  const starts = startsOf(drawn).filter(({ finished }) => finished);
  const extras = [...new Set(starts.map(({ k, n }) => n - k))].sort((a, b) => a - b);
  const series = extras.flatMap((extra): readonly Series[] => {
    const ks = [...new Set(starts.filter(({ k, n }) => n - k === extra).map(({ k }) => k))].sort((a, b) => a - b);
    const rows = ks.map((k) => {
      const own = starts.filter((start) => start.k === k && start.n - k === extra);
      const hits = own.filter(({ bad }) => bad).length;
      return { k, fraction: hits / own.length, interval: fractionInterval(math, hits, own.length, missing) };
    });
    return [
      {
        label: extra === 0 ? "n = k" : `n = k + ${extra}`,
        role: "measured",
        marks: true,
        x: rows.map(({ k }) => k),
        y: rows.map(({ fraction }) => fraction),
        low: rows.map(({ interval }) => interval[0]),
        high: rows.map(({ interval }) => interval[1]),
      },
    ];
  });
  if (series.length === 0 || starts.length < 10) return [];
  return [
    {
      id: "stuck",
      title: "Starts that get stuck",
      caption: `Part of the settled starts with a loss of 1e-3 or more, with exact 95 % intervals, and what the authors counted in 1000 starts at n = k.${finding(verdicts, "stuck-fraction")}`,
      runs: drawn.map(({ id }) => id),
      kind: "lines",
      x: { label: "teachers k", scale: "linear" },
      y: { label: "stuck", scale: "linear" },
      series: [
        ...series,
        {
          label: "authors, n = k",
          role: "predicted",
          x: authors.map(({ group }) => Number(group.slice(4))),
          y: authors.map(({ hits, of }) => hits / of),
        },
      ],
    },
  ];
}
