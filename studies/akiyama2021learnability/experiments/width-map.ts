import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { draws } from "../trials.ts";

/** d = m_0, and students as multiples of m_0. */
const sizes = {
  smoke: { dimensions: [3, 6], multiples: [1, 2], runs: 3 },
  default: { dimensions: [4, 6, 8, 10, 12], multiples: [1, 1.25, 1.5, 2, 3], runs: 20 },
};

/** Fraction of runs that end at the minimum, over the number of orthonormal teachers d = m_0 and of students. */
export const widthMap: Experiment<Config> = {
  id: "width-map",
  title: "Success over dimension and width",
  says: "As many students as teachers get stuck the more often the more there are; a few more are enough.",
  trials: (config, seed) => {
    const { dimensions, multiples, runs } = sizes[config.scale === "smoke" ? "smoke" : "default"];
    return dimensions.flatMap((d) =>
      multiples.flatMap((multiple) =>
        draws(seed, runs).map((draw) => ({
          config: {
            ...config,
            dimension: d,
            teachers: d,
            students: Math.ceil(multiple * d),
            lambda: 0.02,
            steps: config.scale === "smoke" ? 300 : 2500,
            climbs: 0,
            recordsPerDecade: 1,
          },
          seed: draw,
        })),
      ),
    );
  },
  figures: (records) => {
    const ds = [...new Set(records.map((record) => fact(record, "d")))].sort((a, b) => a - b);
    const ratio = (record: (typeof records)[number]): number => Math.floor((100 * fact(record, "m")) / fact(record, "r") + 0.5) / 100;
    const ratios = [...new Set(records.map(ratio))].sort((a, b) => a - b);
    const values = ratios.flatMap((wanted) =>
      ds.map((d) => {
        const own = records.filter((record) => fact(record, "d") === d && ratio(record) === wanted);
        const successes = own.filter((record) => {
          const last = record.samples.at(-1);
          return last !== undefined && numberOf(last, "loss") - fact(record, "minimum") <= 1e-3 * fact(record, "zeroValue");
        });
        return own.length === 0 ? Number.NaN : successes.length / own.length;
      }),
    );
    return [
      {
        id: "width-map",
        title: "Fraction of runs at the minimum",
        caption: "Orthonormal teachers, m₀ = d; a run counts when its excess is below a thousandth of the zero network's loss.",
        runs: records.map(({ id }) => id),
        kind: "heatmap",
        x: { label: "d = m₀", scale: "linear" },
        y: { label: "M/m₀", scale: "linear" },
        value: "fraction",
        xs: ds,
        ys: ratios,
        values,
      },
    ];
  },
};
