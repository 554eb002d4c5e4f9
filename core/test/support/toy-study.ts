import { gradientDescent } from "../../src/dynamics/gradient-descent.ts";
import { logSpaced } from "../../src/observe/log-spaced.ts";
import { lossObservable } from "../../src/observe/loss.ts";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { config, field, z } from "../../src/schema/schema.ts";
import type { Objective } from "../../src/objective/objective.ts";
import type { Study } from "../../src/study/study.ts";

const schema = config({
  step: field(z.number().positive().max(1).default(0.1), { description: "Step of the descent" }),
  steps: field(z.int().min(1).max(10_000).default(200), { description: "Steps of the run" }),
});
type Config = z.infer<typeof schema>;

/** Σ x_i⁴ / 4 in three dimensions. */
function quartic(): Objective {
  const value = (x: Float64Array) => x.reduce((sum, entry) => sum + entry ** 4 / 4, 0);
  return {
    layout: { blocks: [{ name: "x", symbol: "x", shape: [3], offset: 0 }], size: 3 },
    over: "population",
    accuracy: { kind: "closed-form" },
    value,
    gradient(x, out) {
      x.forEach((entry, i) => {
        out[i] = entry ** 3;
      });
      return value(x);
    },
    floor: (x) => 1e-16 * value(x),
    close: () => undefined,
  };
}

/** A study of descent on a quartic: the loss falls like t^−2, and never rises. */
export const toyStudy: Study<Config> = {
  id: "toy2026quartic",
  version: 1,
  paper: { key: "toy2026quartic", title: "On a quartic", authors: ["A. Author"], year: 2026, venue: "Toys", kind: "misc" },
  says: "Gradient descent on a quartic converges like t^-2.",
  config: schema,
  presets: [{ id: "small-step", title: "Small step", says: "Slow.", config: { step: 0.01 } }],
  setup({ step, steps, scale }, { engine, key }) {
    const start = new Float64Array(3);
    normal(engine.math, fold(key, "start"), start);
    return {
      problem: { objective: quartic(), start },
      dynamics: gradientDescent({ step }),
      schedule: logSpaced({ last: scale === "smoke" ? 200 : steps, perDecade: 20 }),
      stopAt: Number.NEGATIVE_INFINITY,
      facts: { dimension: 3 },
    };
  },
  observables: [lossObservable],
  claims: [
    {
      id: "proposition-1",
      name: "Proposition 1",
      says: "The loss falls at least like 1/t.",
      statement: "L(t) = O(1/t)",
      quantity: "slope of log L in log t",
      grade: "exponent",
      fidelity: "derived",
      assumes: [],
      ensemble: (of, seed) => [0, 1, 2, 3].map((k) => ({ config: of, seed: seed + k })),
      reduce: ({ records }) => ({
        kind: "curves",
        curves: records.map(({ seed, samples }) => ({
          run: String(seed),
          x: samples.map(({ time }) => time),
          y: samples.map(({ values }) => values["loss"] as number),
        })),
      }),
      predict: () => ({ form: "slope at most", exponent: -1, towards: "large x", constants: "given" }),
      counter: {
        why: "climbs instead of descending",
        alter(setup) {
          const { objective } = setup.problem;
          const climbing: Objective = {
            ...objective,
            gradient(x, out) {
              const value = objective.gradient(x, out);
              out.forEach((entry, i) => {
                out[i] = -1e-3 * entry;
              });
              return value;
            },
          };
          return { ...setup, problem: { ...setup.problem, objective: climbing } };
        },
      },
    },
    {
      id: "identity",
      name: "Identity",
      says: "One and one are two.",
      statement: "1 + 1 = 2",
      quantity: "1 + 1",
      grade: "exact",
      fidelity: "derived",
      assumes: [],
      construct: () => [{ run: "sum", value: 1 + 1 }],
      reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
      predict: () => ({ form: "equals", value: 2, constants: "given" }),
      counter: { why: "adds one too many", construct: () => [{ run: "sum", value: 3 }] },
    },
  ],
  experiments: [
    {
      id: "steps",
      title: "Steps",
      says: "Two steps.",
      trials: (of, seed) => [0.05, 0.1].map((step) => ({ config: { ...of, step }, seed })),
      figures: () => [],
    },
  ],
  figures: (records) => [
    {
      id: "loss",
      title: "Loss",
      caption: "It falls.",
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "t", scale: "log" },
      y: { label: "L", scale: "log" },
      series: records.map(({ samples }) => ({
        label: "L",
        role: "measured",
        x: samples.map(({ time }) => time),
        y: samples.map(({ values }) => values["loss"] as number),
      })),
    },
  ],
  lab: {},
};
