import type { Experiment, RunRecord, Series, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { lossFigure, predicted } from "../figures/loss.ts";
import { fact, numberOf, resolved } from "../reduce/values.ts";
import { seeds } from "../trials.ts";
import { closePair } from "./close-pair.ts";
import { straightLine } from "./straight-line.ts";
import { vacuousness } from "./vacuousness.ts";

const small = {
  smoke: { widths: [16, 64], steps: 100 },
  default: { widths: [64, 256, 1024], steps: 400 },
  full: { widths: [128, 512, 2048], steps: 2000 },
} as const;

/** Network and linearisation from one start, and the kernel's drift. */
const beside: Experiment<Config> = {
  id: "linearised",
  title: "Beside its linearisation",
  says: "The network, its linearisation at the start, and the prediction of the limit kernel: the wider, the longer they agree.",
  trials: (config, seed): readonly Trial<Config>[] =>
    small[config.scale].widths.flatMap((width) =>
      [false, true].map((linearised) => ({
        config: { ...config, width, linearised, drift: !linearised, steps: small[config.scale].steps, every: 10, stopLoss: 0 },
        seed: seed * 1000,
      })),
    ),
  figures: (records, math) => {
    if (records.length === 0) return [];
    const series = records.map((record): Series => {
      const samples = resolved(record);
      return {
        label: `${record.config.linearised ? "linearised, " : ""}m = ${fact(record, "m")}`,
        role: "measured",
        x: samples.map(({ iteration }) => iteration),
        y: samples.map((sample) => numberOf(sample, "loss")),
      };
    });
    const drifting = records.filter(({ config }) => config.drift);
    return [
      {
        id: "linearised",
        title: "Loss of the network and of its linearisation",
        caption: "One start a width; the prediction is of the limit kernel, from the widest network's residuals.",
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "steps", scale: "linear" },
        y: { label: "loss F", scale: "log" },
        series: [...series, ...predicted(records.at(-1) as RunRecord<Config>, math)],
      },
      {
        id: "kernel-drift",
        title: "Drift of the tangent kernel",
        caption: "Relative Frobenius distance from the kernel of the start.",
        runs: drifting.map(({ id }) => id),
        kind: "lines",
        x: { label: "steps", scale: "linear" },
        y: { label: "‖K_t − K_0‖/‖K_0‖", scale: "linear" },
        series: drifting.map(
          (record): Series => ({
            label: `m = ${fact(record, "m")}`,
            role: "measured",
            x: record.samples.map(({ iteration }) => iteration),
            y: record.samples.map((sample) => numberOf(sample, "kernelDrift")),
          }),
        ),
      },
    ];
  },
};

/** The three architectures side by side. */
const architectures: Experiment<Config> = {
  id: "architectures",
  title: "Fully connected, convolutional, residual",
  says: "Linear convergence of the three networks from the same data.",
  trials: (config, seed) =>
    (["fully-connected", "convolutional", "residual"] as const).map((architecture, k) => ({
      // Widths differ by one, so that each has a line of its own.
      config: {
        ...config,
        architecture,
        layers: 3,
        width: (config.scale === "smoke" ? 32 : 256) + k,
        steps: small[config.scale].steps,
        every: 10,
      },
      seed: seeds(seed, 1)[0] as number,
    })),
  figures: (records, math) =>
    lossFigure(records, [], math).map((figure) => ({
      ...figure,
      id: "architectures",
      title: "Training loss of the three networks",
      caption: records.map(({ config }) => `m = ${config.width}: ${config.architecture}`).join("; "),
    })),
};

/** What the paper's statements look like, and how far its widths are. */
export const experiments: readonly Experiment<Config>[] = [vacuousness, beside, architectures, straightLine, closePair];
