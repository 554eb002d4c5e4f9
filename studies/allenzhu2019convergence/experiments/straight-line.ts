import { type Experiment, fitLine, type RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { lossFigure } from "../figures/loss.ts";
import { short } from "../figures/finding.ts";
import { fact, numberOf } from "../reduce/values.ts";

const sizes = {
  smoke: { samples: 4, width: 32, steps: 200, every: 10 },
  default: { samples: 64, width: 1024, steps: 6000, every: 20 },
  full: { samples: 64, width: 1024, steps: 20_000, every: 20 },
} as const;

/** n = 64 samples of classes, L = 3, m = 1024, down to a loss of 1e−6: with --inputs on real images. */
export const straightLine: Experiment<Config> = {
  id: "straight-line",
  title: "Real classes to 10⁻⁶",
  says: "Gradient descent on 64 samples with classes, L = 3, m = 1024: loss, accuracy, gradient ratios, and how straight the logarithm of the loss is.",
  trials: (config, seed) => {
    const { samples, width, steps, every } = sizes[config.scale];
    return [
      {
        config: {
          ...config,
          samples,
          width,
          steps,
          every,
          layers: 3,
          labels: "classes",
          loss: "squared",
          step: 1,
          // From a loss of about 64 to 1e−6.
          stopLoss: 1e-8,
          ...(config.inputsFile === undefined ? { outputs: 10, inputs: Math.max(config.inputs, 32), separation: 0.25 } : {}),
        },
        seed,
      },
    ];
  },
  figures: (records, math) =>
    lossFigure(records, [], math).map((figure) => ({
      ...figure,
      id: "straight-line",
      title: "Training loss on 64 samples of ten classes",
      caption: records.map((record) => sentence(record, math.log)).join(" "),
    })),
};

/** Last loss and accuracy, R² of log F over the last half of the steps, and both gradient ratios over the run. */
export function sentence(record: RunRecord<Config>, log: (x: number) => number): string {
  const last = record.samples.at(-1);
  if (last === undefined) return "";
  const ratio = (sample: (typeof record.samples)[number]): number => {
    const g = numberOf(sample, "gradientNorm");
    return (g * g) / numberOf(sample, "loss");
  };
  const ratios = record.samples.map(ratio);
  const [n, m, L, d, delta] = ["n", "m", "L", "outputs", "delta"].map((name) => fact(record, name)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const lower = (Math.min(...ratios) * d * n * n) / (delta * m);
  const upper = (Math.max(...ratios) * d) / (L * n * m);
  const accuracy = numberOf(last, "accuracy");
  return `After ${last.iteration} steps F = ${short(numberOf(last, "loss"))}, accuracy ${short(100 * accuracy)} %, R² of log F over the last half ${straightness(record, log).toFixed(4)}; δ = ${short(delta)}, least ‖∇F‖² d n²/(F δ m) = ${short(lower)}, largest ‖∇F‖² d/(F L n m) = ${short(upper)}.`;
}

/** R² of a line through log F against steps over the last half of the steps. */
export function straightness(record: RunRecord<Config>, log: (x: number) => number): number {
  const end = record.samples.at(-1)?.iteration ?? 0;
  const half = record.samples.filter((sample) => 2 * sample.iteration >= end && numberOf(sample, "loss") > 0);
  const y = half.map((sample) => log(numberOf(sample, "loss")));
  const { squares } = fitLine(
    half.map(({ iteration }) => iteration),
    y,
  );
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  return 1 - squares / y.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
}
