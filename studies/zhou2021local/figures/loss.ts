import type { Figure, RunRecord, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf } from "../reduce/values.ts";
import { bands, longest } from "./by-width.ts";
import { finding, short } from "./finding.ts";

/** L against t, and the bound C/t of Theorem 5 with the C that these runs need. */
export function lossFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const shown = longest(records);
  const measured = bands(
    shown,
    (sample) => sample.time,
    (sample) => numberOf(sample, "loss"),
  );
  if (measured.length === 0) return [];
  const times = measured.flatMap((series) => series.x);
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const needed = measured.reduce((most, { x, y }) => x.reduce((c, t, k) => Math.max(c, t * (y[k] as number)), most), 0);
  return [
    {
      id: "loss",
      title: "Loss over time",
      caption: `L(W_t) ≤ C/t with C = ${short(needed)} on these runs.${finding(verdicts, "theorem-5-rate", "Slope")}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "t = η · iteration", scale: "log" },
      y: { label: "loss L", scale: "log" },
      series: [...measured, { label: "Theorem 5: C/t", role: "predicted", x: [first, last], y: [needed / first, needed / last] }],
    },
  ];
}
