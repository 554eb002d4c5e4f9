import type { Elementary, Figure, RunRecord, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, shareOf } from "../reduce.ts";
import { finding } from "./finding.ts";

/** Measured factor of the losing share against the predicted one, over the runs that followed it far down. */
export function rateFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const points = records
    .filter(
      ({ config, facts }) =>
        config.rule === "linear" && config.stopShare > 0 && config.stopShare < 1e-20 && typeof facts["deathRate"] === "number",
    )
    .flatMap((record) => {
      const loser = record.facts["loser"] === "A" ? "A" : "B";
      const tail = record.samples
        .map((sample) => [sample.iteration, shareOf(record, sample, loser)] as const)
        .filter(([, y]) => y > 0 && y < 1e-10);
      const [first, last] = [tail[0], tail.at(-1)];
      if (first === undefined || last === undefined || last[0] === first[0]) return [];
      return [[fact(record, "deathRate"), math.exp((math.log(last[1]) - math.log(first[1])) / (last[0] - first[0])), record.id] as const];
    })
    .sort(([a], [b]) => a - b);
  if (points.length < 3) return [];
  const x = points.map(([predicted]) => predicted);
  return [
    {
      id: "rates",
      title: "Death rate of the loser",
      caption: `Factor a step of the losing share, measured against the closed form, ${points.length} settings.${finding(verdicts, "death-rate", "Difference")}`,
      runs: points.map(([, , run]) => run),
      kind: "lines",
      x: { label: "predicted factor", scale: "linear" },
      y: { label: "measured factor", scale: "linear" },
      series: [
        { label: "measured", role: "measured", marks: true, x, y: points.map(([, measured]) => measured) },
        { label: "equal", role: "predicted", x: [x[0] as number, x.at(-1) as number], y: [x[0] as number, x.at(-1) as number] },
      ],
    },
  ];
}
