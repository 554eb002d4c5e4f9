import type { Elementary, Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, shareOf } from "../reduce.ts";

/** The losing share against the step, and the predicted factor from its middle on, of one run on two paths. */
export function deathFigure(records: readonly RunRecord<Config>[], math: Elementary): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1 || typeof record.facts["deathRate"] !== "number" || record.config.rule !== "linear")
    return [];
  const loser = record.facts["loser"] === "A" ? "A" : "B";
  const points = record.samples.map((sample) => [sample.iteration, shareOf(record, sample, loser)] as const).filter(([, y]) => y > 0);
  const [middle, last] = [points[Math.floor(points.length * 0.85)], points.at(-1)];
  if (middle === undefined || last === undefined || last[0] <= middle[0]) return [];
  const rate = math.log(fact(record, "deathRate"));
  return [
    {
      id: "death",
      title: "The losing share",
      caption: `The closed form says a factor of ${fact(record, "deathRate").toPrecision(6)} a step; drawn through the record at step ${middle[0]}.`,
      runs: [record.id],
      kind: "lines",
      x: { label: "step t", scale: "linear" },
      y: { label: `share of path ${loser}`, scale: "log" },
      series: [
        { label: "measured", role: "measured", x: points.map(([x]) => x), y: points.map(([, y]) => y) },
        {
          label: "closed form",
          role: "predicted",
          x: [middle[0], last[0]],
          y: [middle[1], middle[1] * math.exp(rate * (last[0] - middle[0]))],
        },
      ],
    },
  ];
}
