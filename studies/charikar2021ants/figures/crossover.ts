import type { Figure, RunRecord, Verdict } from "@overparam/core";
import { crossings } from "../claims/crossover.ts";
import type { Config } from "../config.ts";
import { crossover } from "../theory/crossover.ts";
import { finding } from "./finding.ts";

/** Growth over r* against who won: 0 the long clean path, 1 the short leaky one. */
export function crossoverFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const points = records.flatMap((record) => {
    const { edgesA, edgesB, passageA, passageB, growth, graph, rule } = record.config;
    const pair = crossings.find(
      (one) => one.edgesA === edgesA && one.edgesB === edgesB && one.passageA === passageA && one.passageB === passageB,
    );
    if (pair === undefined || graph !== "two-path" || rule !== "linear" || growth === 1 || record.outcome.kind !== "reached") return [];
    const at = crossover({ edges: edgesA, passage: passageA }, { edges: edgesB, passage: passageB });
    return [[growth / at, record.facts["loser"] === "B" ? 1 : 0, record.id] as const];
  });
  if (points.length < 4) return [];
  const sorted = points.toSorted(([a], [b]) => a - b);
  const ends = [sorted[0]?.[0] as number, sorted.at(-1)?.[0] as number] as const;
  return [
    {
      id: "crossover",
      title: "Who wins beside r*",
      caption: `1: the short leaky path won, 0: the long clean one; predicted to change at 1.${finding(verdicts, "crossover", "Predicted path won")}`,
      runs: sorted.map(([, , run]) => run),
      kind: "lines",
      x: { label: "growth r over r*", scale: "linear" },
      y: { label: "short path won", scale: "linear" },
      series: [
        { label: "measured", role: "measured", marks: true, x: sorted.map(([x]) => x), y: sorted.map(([, y]) => y) },
        { label: "predicted", role: "predicted", x: [ends[0], 1, 1, ends[1]], y: [0, 0, 1, 1] },
      ],
    },
  ];
}
