import type { Experiment, Figure, RunRecord, Series } from "@overparam/core";
import { posed } from "../claims/recovery.ts";
import type { Config } from "../config.ts";
import { errorFigure } from "../figures/index.ts";
import { numberOf } from "../reduce.ts";

const laws = ["gaussian", "cube", "uniform", "laplace", "mixture"] as const;

/** Sampling error by law. */
const byLaw: Experiment<Config> = {
  id: "laws",
  title: "Sampling error under five laws",
  says: "Error of the recovered rows against the number of samples, d = k = m = 5.",
  trials: (config, seed) =>
    laws.map((law) => ({
      config: posed(config, {
        law,
        enumerated: false,
        symmetrised: false,
        inputs: 5,
        outputs: 5,
        neurons: 5,
        conditionA: 5,
        samples: config.scale === "smoke" ? 10_000 : 300_000,
        batch: 1000,
      }),
      seed,
    })),
  figures: (records, math) => errorFigure(records, [], math.power.bind(math)),
};

/** The moment learner and gradient descent on the same teacher. */
const besideGradient: Experiment<Config> = {
  id: "moments-and-gradient",
  title: "Moments beside gradient descent",
  says: "The same teacher and held-out sample: what the moments of a stream recover, and where a student of the same size descends to.",
  trials: (config, seed) =>
    (["moments", "gradient"] as const).flatMap((learner) =>
      Array.from({ length: config.scale === "smoke" ? 1 : 5 }, (_, i) => ({
        config: posed(config, {
          learner,
          law: "gaussian",
          enumerated: false,
          // The sample of the gradient learner is what the moments are checked on; symmetric, it is all that they need.
          symmetrised: true,
          inputs: 5,
          outputs: 5,
          neurons: 5,
          conditionA: 3,
          samples: 2000,
          batch: 2000,
          step: 0.2,
          steps: config.scale === "smoke" ? 100 : 5000,
          recordsPerDecade: 10,
        }),
        seed: 100 * seed + i,
      })),
    ),
  figures: (records): readonly Figure[] => {
    const moments = records.filter(({ config }) => config.learner === "moments");
    const gradient = records.filter(({ config }) => config.learner === "gradient");
    const last = (record: RunRecord<Config>): number => numberOf(record.samples.at(-1), "meanRowError");
    const worst = moments.reduce((most, record) => Math.max(most, last(record)), 0);
    return [
      {
        id: "beside",
        title: "Moments beside gradient descent",
        caption: `Moments of the same symmetric sample: error at most ${worst.toPrecision(2).replace("-", "−")}, without a step of descent.`,
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "gradient steps", scale: "log" },
        y: { label: "error of W", scale: "log" },
        series: [
          ...gradient.map((record): Series => {
            const points = record.samples.filter(({ iteration }) => iteration > 0);
            return {
              label: "gradient",
              role: "measured",
              x: points.map(({ iteration }) => iteration),
              y: points.map((sample) => numberOf(sample, "meanRowError")),
            };
          }),
          { label: "moments", role: "predicted", x: [1, gradient[0]?.samples.at(-1)?.iteration ?? 1], y: [worst, worst] },
        ],
      },
    ];
  },
};

/** With and without polishing. */
const additions: Experiment<Config> = {
  id: "polishing",
  title: "With and without polishing",
  says: "Error against the condition number of W at 100 000 samples, eigenvectors as they are and polished.",
  trials: (config, seed) =>
    [true, false].flatMap((polish) =>
      (config.scale === "smoke" ? [1, 4] : [1, 2, 4, 8, 16]).map((conditionW) => ({
        config: posed(config, {
          law: "gaussian",
          enumerated: false,
          symmetrised: false,
          inputs: 5,
          outputs: 5,
          neurons: 5,
          conditionA: 5,
          conditionW,
          polish,
          samples: config.scale === "smoke" ? 5000 : 100_000,
          batch: 1000,
        }),
        seed,
      })),
    ),
  figures: (records) => [
    {
      id: "polishing",
      title: "Error against the condition of W",
      caption: "2 where nothing is recovered.",
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "condition number of W", scale: "log" },
      y: { label: "largest error of a row", scale: "log" },
      series: [true, false].map((polish): Series => {
        const own = records.filter(({ config }) => config.polish === polish);
        return {
          label: polish ? "polished" : "eigenvectors",
          role: "measured",
          marks: true,
          x: own.map(({ config }) => config.conditionW),
          y: own.map((record) => numberOf(record.samples.at(-1), "rowError")),
        };
      }),
    },
  ],
};

/** Noise of three sizes. */
const noisy: Experiment<Config> = {
  id: "noise",
  title: "Noise",
  says: "Error against samples with noise 0, 0.1 and 1.",
  trials: (config, seed) =>
    [0, 0.1, 1].map((noise) => ({
      config: posed(config, {
        law: "gaussian",
        enumerated: false,
        symmetrised: false,
        inputs: 5,
        outputs: 5,
        neurons: 4,
        noise,
        samples: config.scale === "smoke" ? 10_000 : 1_000_000,
        batch: 1000,
      }),
      seed,
    })),
  figures: (records, math) => errorFigure(records, [], math.power.bind(math)),
};

/** The paper's sweeps, as far as they are recalled, and the laboratory's. */
export const experiments: readonly Experiment<Config>[] = [byLaw, besideGradient, noisy, additions];
