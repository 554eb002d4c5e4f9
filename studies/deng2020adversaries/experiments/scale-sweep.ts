import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { countSweep } from "../ensembles.ts";
import { against } from "../figures/against.ts";
import { sharesFigure } from "../figures/scales.ts";
import { arrayOf, last } from "../reduce/read.ts";

const activations = ["softplus", "tanh"] as const;

/** Maxima, steps and spread of the final losses against the input scale, for both activations; with an inputs file at its inputs. */
export const scaleSweepExperiment: Experiment<Config> = {
  id: "scale-sweep",
  title: "The landscape against the input scale",
  says: "How many local maxima, how many steps and how different the final losses are, at a fixed ratio of radius to input.",
  trials: (config, seed) => activations.flatMap((activation) => countSweep({ ...config, activation }, seed, { activation })),
  figures: (records, math) =>
    activations.flatMap((activation) => {
      const runs = records.filter(({ config }) => config.activation === activation);
      const spread = (record: (typeof runs)[number]): number => {
        const losses = arrayOf(last(record), "residuals").map((r) => (r * r) / 2);
        return losses.reduce((a, b) => Math.max(a, b), 0) / losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
      };
      const mean = (record: (typeof runs)[number]): number => {
        const taken = arrayOf(last(record), "taken");
        return taken.reduce((sum, entry) => sum + entry / taken.length, 0);
      };
      return [
        ...sharesFigure(runs, [], math).map((figure) => ({
          ...figure,
          id: `shares-${activation}`,
          title: `${figure.title}, ${activation}`,
        })),
        {
          id: `spread-${activation}`,
          title: `Steps and spread of final losses, ${activation}`,
          caption: "Mean steps over starts, and the largest over the least final loss of a network; median and 10–90 % over networks.",
          runs: runs.map(({ id }) => id),
          kind: "lines" as const,
          x: { label: "input scale ‖x‖", scale: "log" as const },
          y: { label: "steps; ratio", scale: "log" as const },
          series: [...against(runs, "scale", "steps", mean), ...against(runs, "scale", "largest/least loss", spread)],
        },
      ];
    }),
};
