import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "../reduce/values.ts";

const lambdas = [0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4] as const;

/** One teacher: mass and loss against λ, and their closed forms. */
export const lambdaSweep: Experiment<Config> = {
  id: "lambda-sweep",
  title: "The penalty's price",
  says: "With one teacher the mass is 1 − 2λ and the loss λ².",
  trials: (config, seed) =>
    lambdas.map((lambda) => ({
      config: { ...config, dimension: 3, teachers: 1, students: 10, lambda, steps: config.scale === "smoke" ? 2000 : 20_000 },
      seed,
    })),
  figures: (records) => {
    const sorted = records.filter(({ samples }) => samples.length > 0).toSorted((a, b) => fact(a, "lambda") - fact(b, "lambda"));
    const x = sorted.map((record) => fact(record, "lambda"));
    const end = (id: string) => sorted.map((record) => numberOf(record.samples.at(-1) ?? { iteration: 0, time: 0, values: {} }, id));
    const runs = sorted.map(({ id }) => id);
    return [
      {
        id: "mass",
        title: "Mass against the penalty",
        caption: "Total mass of the students at the end, and 1 − 2λ.",
        runs,
        kind: "lines",
        x: { label: "λ", scale: "linear" },
        y: { label: "Σ r_j", scale: "linear" },
        series: [
          { label: "measured", role: "measured", x, y: end("totalVariation"), marks: true },
          { label: "1 − 2λ", role: "predicted", x, y: x.map((lambda) => 1 - 2 * lambda) },
        ],
      },
      {
        id: "loss",
        title: "Loss against the penalty",
        caption: "Loss without its penalty at the end, and λ².",
        runs,
        kind: "lines",
        x: { label: "λ", scale: "log" },
        y: { label: "½ E(f − f°)²", scale: "log" },
        series: [
          { label: "measured", role: "measured", x, y: end("fit"), marks: true },
          { label: "λ²", role: "predicted", x, y: x.map((lambda) => lambda * lambda) },
        ],
      },
    ];
  },
};
