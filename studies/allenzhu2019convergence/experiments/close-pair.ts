import type { Experiment, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/values.ts";
import { seeds } from "../trials.ts";

const separations = [0.4, 0.2, 0.1, 0.05, 0.025, 0.0125];
const draws = { smoke: 2, default: 6, full: 20 } as const;

/** The least eigenvalue of the limit kernel as two inputs approach each other. */
export const closePair: Experiment<Config> = {
  id: "close-pair",
  title: "Two inputs approach each other",
  says: "The least eigenvalue of the tangent kernel falls in proportion to the separation, as the theorem's lower bound does.",
  trials: (config, seed) =>
    seeds(seed, draws[config.scale]).flatMap((draw) =>
      separations.map((separation) => ({ config: { ...config, width: 32, separation, steps: 1, every: 1 }, seed: draw })),
    ),
  figures: (records) => {
    const least = (record: RunRecord<Config>): number => {
      const values = record.facts["kernelEigenvalues"];
      return Array.isArray(values) ? ((values as readonly number[])[0] as number) / fact(record, "m") : Number.NaN;
    };
    const rows = separations.flatMap((delta) => {
      const own = records.filter(({ config }) => config.separation === delta).map(least);
      return own.length === 0 ? [] : [[delta, own.reduce((a, b) => a + b, 0) / own.length] as const];
    });
    const [first] = rows;
    if (first === undefined) return [];
    return [
      {
        id: "close-pair",
        title: "Least eigenvalue of the kernel against the separation",
        caption: "Mean over seeds; the line is proportional to δ.",
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "separation δ", scale: "log" },
        y: { label: "λ_min(K)/m", scale: "log" },
        series: [
          { label: "λ_min/m", role: "measured", marks: true, x: rows.map(([delta]) => delta), y: rows.map(([, value]) => value) },
          {
            label: "∝ δ",
            role: "predicted",
            x: rows.map(([delta]) => delta),
            y: rows.map(([delta]) => ((rows.at(-1)?.[1] as number) * delta) / (rows.at(-1)?.[0] as number)),
          },
        ],
      },
    ];
  },
};
