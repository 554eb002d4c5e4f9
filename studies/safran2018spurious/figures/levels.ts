import type { Elementary, Figure, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { hiddenFamily } from "../family/hidden.ts";
import { lowestFamily } from "../family/lowest.ts";
import { levelWidth } from "../claims/margins.ts";
import { startsOf } from "../reduce/starts.ts";

/** A level of final losses and how many starts ended at it. */
export interface Level {
  readonly loss: number;
  readonly count: number;
}

/** Final losses of bad starts, gathered into levels no wider than 1e-4, lowest first. */
export function levelsOf(losses: readonly number[]): readonly Level[] {
  const levels: { losses: number[] }[] = [];
  for (const loss of losses.toSorted((a, b) => a - b)) {
    const last = levels.at(-1);
    if (last !== undefined && loss - (last.losses[0] as number) <= levelWidth) last.losses.push(loss);
    else levels.push({ losses: [loss] });
  }
  return levels.map((level) => ({ loss: level.losses.reduce((a, b) => a + b, 0) / level.losses.length, count: level.losses.length }));
}

/** Final losses of stuck starts in order, for every k: families are steps. */
export function levelsFigure(records: readonly RunRecord<Config>[], math: Elementary): readonly Figure[] {
  const drawn = records.filter(({ config }) => config.start === "gaussian" && config.extra === 0 && config.activation === "relu");
  const stuck = startsOf(drawn).filter(({ bad }) => bad);
  const ks = [...new Set(stuck.map(({ k }) => k))].sort((a, b) => a - b);
  const series = ks.flatMap((k): readonly Series[] => {
    const own = stuck.filter((start) => start.k === k).map(({ loss }) => loss);
    if (own.length < 2 || k < 4) return [];
    const sorted = own.toSorted((a, b) => a - b);
    return [{ label: `k = ${k}`, role: "measured", x: sorted.map((_, at) => (at + 1) / sorted.length), y: sorted }];
  });
  if (series.length === 0) return [];
  const told = ks.map((k) => {
    const levels = levelsOf(stuck.filter((start) => start.k === k).map(({ loss }) => loss));
    return `k = ${k}: ${levels.map(({ loss, count }) => `${loss.toPrecision(4)} (${count})`).join(", ")}`;
  });
  const families = ks.filter((k) => k >= 4).map((k) => ({ k, low: lowestFamily(math, k).loss, hidden: hiddenFamily(math, k).loss }));
  return [
    {
      id: "levels",
      title: "Final losses of stuck starts",
      caption: `In order; levels with their counts: ${told.join("; ")}. Dashed: the lowest family, ${families.map(({ k, low }) => `${low.toPrecision(4)} at k = ${k}`).join(", ")}.`,
      runs: drawn.map(({ id }) => id),
      kind: "lines",
      x: { label: "part of the stuck starts", scale: "linear" },
      y: { label: "final loss", scale: "linear" },
      series: [
        ...series,
        ...families.map(({ k, low }): Series => ({ label: `family, k = ${k}`, role: "predicted", x: [0, 1], y: [low, low] })),
      ],
    },
  ];
}
