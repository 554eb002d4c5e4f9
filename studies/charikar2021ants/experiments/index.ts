import type { Experiment, Figure, RunRecord, Series } from "@overparam/core";
import { generalGraphs } from "../claims/general-graphs.ts";
import type { Config } from "../config.ts";
import { edgesFigure } from "../figures/edges.ts";
import { crossoverFigure } from "../figures/crossover.ts";
import { sharesFigure } from "../figures/shares.ts";
import { fact, shareOf } from "../reduce.ts";
import { onTwoPaths, stepsFor } from "../settings.ts";
import { crossover } from "../theory/crossover.ts";

/** The authors' simulations: families of graphs, how long each took. */
const graphs: Experiment<Config> = {
  id: "general-graphs",
  title: "Random graphs, grids and layers",
  says: "Steps until 99 % of every share is on the target path, against how much better it is than the next.",
  trials: (config, seed) => generalGraphs.ensemble?.(config, seed) ?? [],
  figures: (records) => {
    const kinds = new Map<string, RunRecord<Config>[]>();
    for (const record of records) {
      const name = `${record.config.graph}${record.config.cyclic ? ", cyclic" : ""}`;
      kinds.set(name, [...(kinds.get(name) ?? []), record]);
    }
    const won = records.filter(({ outcome }) => outcome.kind === "reached");
    return [
      {
        id: "graphs",
        title: "Time to converge on general graphs",
        caption: `${won.length} of ${records.length} instances ended on the target path.`,
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "gap of log weight to the next path", scale: "log" },
        y: { label: "steps", scale: "log" },
        series: [...kinds].flatMap(([label, group]): readonly Series[] => {
          const points = group
            .filter(({ outcome }) => outcome.kind === "reached")
            .map((record) => [fact(record, "gap"), record.outcome.iteration] as const)
            .filter(([x, y]) => x > 0 && y > 0)
            .sort(([a], [b]) => a - b);
          return points.length === 0
            ? []
            : [{ label, role: "measured", marks: true, x: points.map(([x]) => x), y: points.map(([, y]) => y) }];
        }),
      },
    ];
  },
};

/** Power rules from several leads: the boundary between the two basins. */
const basins: Experiment<Config> = {
  id: "power-rules",
  title: "Power rules from several starts",
  says: "Final share of the leaky path against its first share, for powers below, at and above 1.",
  trials: (config, seed) =>
    [0.5, 0.9, 1, 1.1, 2].flatMap((alpha) =>
      (config.scale === "smoke" ? [0.5, 0.99] : [0.02, 0.1, 0.3, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9, 0.95, 0.99]).map((lead) => ({
        config: onTwoPaths(config, {
          edgesA: 3,
          edgesB: 3,
          passageA: 0.8,
          passageB: 0.95,
          rule: alpha === 1 ? "linear" : "power",
          alpha,
          start: "lead",
          lead,
          forward: 1,
          backward: 1,
          decay: 0.9,
          stopShare: 0,
          steps: config.scale === "smoke" ? 300 : 20_000,
          recordsPerDecade: 10,
        }),
        seed,
      })),
    ),
  figures: (records) => {
    const powers = [...new Set(records.map(({ config }) => config.alpha))].sort((a, b) => a - b);
    return [
      {
        id: "basins",
        title: "First share against last share of the leaky path",
        caption: "Below 1 both paths remain whatever the start; at 1 the leaky path dies out; above 1 the first lead decides.",
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "first share of the leaky path", scale: "linear" },
        y: { label: "share at the end", scale: "linear" },
        series: powers.map((alpha) => {
          const points = records
            .filter(({ config }) => config.alpha === alpha)
            .map((record) => [record.config.lead, shareOf(record, record.samples.at(-1), "A")] as const)
            .sort(([a], [b]) => a - b);
          return { label: `α = ${alpha}`, role: "measured", marks: true, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
        }),
      },
    ];
  },
};

/** The winner around r*. */
const scan: Experiment<Config> = {
  id: "crossover-scan",
  title: "Growth against leakage",
  says: "A path of two edges with passage 0.80 against one of five with 0.99, growth scanned around r*.",
  trials: (config, seed) => {
    const at = crossover({ edges: 2, passage: 0.8 }, { edges: 5, passage: 0.99 });
    return (config.scale === "smoke" ? [0.97, 0.99, 1.01, 1.03] : [0.96, 0.97, 0.98, 0.99, 0.995, 1.005, 1.01, 1.02, 1.03, 1.04]).map(
      (part) => {
        const setting = onTwoPaths(config, {
          edgesA: 2,
          passageA: 0.8,
          edgesB: 5,
          passageB: 0.99,
          growth: at * part,
          decay: 0.9,
          forward: 1,
          backward: 1,
          stopShare: 0.01,
        });
        return { config: { ...setting, steps: stepsFor(setting, 40) }, seed };
      },
    );
  },
  figures: (records): readonly Figure[] => [
    ...crossoverFigure(records, []),
    {
      id: "times",
      title: "Time to converge around r*",
      caption: "The time grows without bound where the two paths are equally good.",
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "growth r", scale: "linear" },
      y: { label: "steps", scale: "log" },
      series: [
        {
          label: "measured",
          role: "measured",
          marks: true,
          x: records.map(({ config }) => config.growth),
          y: records.map(({ outcome }) => Math.max(1, outcome.iteration)),
        },
      ],
    },
  ],
};

/** One graph from its start to its trail. */
const formation: Experiment<Config> = {
  id: "formation",
  title: "A trail forms",
  says: "Pheromone of every edge of a layered graph, from a random start to one trail.",
  trials: (config, seed) => {
    const { file: _, ...rest } = config;
    return [
      {
        config: {
          ...rest,
          graph: "layered",
          side: 3,
          cyclic: false,
          leakage: 0.2,
          equalLeakage: false,
          growth: 1,
          rule: "linear",
          start: "random",
          leastGap: 0.02,
          stopShare: 0.01,
          recordsPerDecade: 20,
        },
        seed,
      },
    ];
  },
  figures: (records) => [...sharesFigure(records), ...edgesFigure(records)],
};

/** The authors' simulations and the sweeps around them. */
export const experiments: readonly Experiment<Config>[] = [graphs, formation, basins, scan];
