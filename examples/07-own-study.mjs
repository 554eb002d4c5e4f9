// A study of one's own in one file: a problem, an algorithm, a claim and a run that must break it, judged in this very process.
// `overparam new-study NAME` writes the same as a folder.
//
//   node examples/07-own-study.mjs
import { config, field, gradientDescent, logSpaced, lossObservable, resolveConfig, z } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { executeTask, verify } from "@overparam/lab";

/** L(θ) = ½ θ². */
const bowl = {
  layout: { blocks: [{ name: "theta", symbol: "θ", shape: [1], offset: 0 }], size: 1 },
  over: "population",
  accuracy: { kind: "closed-form" },
  value: ([theta]) => (theta * theta) / 2,
  gradient([theta], out) {
    out[0] = theta;
    return (theta * theta) / 2;
  },
  floor: ([theta]) => 1e-16 * theta * theta,
  close() {},
};

/** With step ½ every step leaves a quarter of the loss: halving is exact in binary, so there is no rounding to allow for. */
const quarter = {
  id: "quarter",
  name: "Quarter",
  says: "Every step leaves a quarter of the loss.",
  statement: "L(t+1) = L(t)/4",
  quantity: "L(t+1)/L(t)",
  grade: "exact",
  fidelity: "derived",
  assumes: [],
  ensemble: (settings, seed) => [{ config: settings, seed }],
  reduce: ({ records }) => ({
    kind: "values",
    values: records.flatMap(({ id, samples }) =>
      samples.slice(1).map((sample, i) => ({ run: id, x: sample.iteration, value: sample.values.loss / samples[i].values.loss })),
    ),
  }),
  predict: () => ({ form: "equals", value: 1 / 4, constants: "given" }),
  counter: { why: "another step shrinks otherwise", alter: (setup) => ({ ...setup, dynamics: gradientDescent({ step: 0.4 }) }) },
};

const study = {
  id: "own-study",
  version: 1,
  paper: { key: "own-study", title: "A bowl", authors: ["You"], year: 2026, venue: "", kind: "misc" },
  says: "Gradient descent in a bowl.",
  config: config({ steps: field(z.int().min(1).max(100).default(20), { description: "Steps of a run" }) }),
  presets: [],
  setup: ({ steps }) => ({
    problem: { objective: bowl, start: Float64Array.of(1) },
    dynamics: gradientDescent({ step: 0.5 }),
    schedule: logSpaced({ last: steps, perDecade: 1, dense: steps }),
    stopAt: 0,
    facts: {},
  }),
  observables: [lossObservable],
  claims: [quarter],
  experiments: [],
  figures: () => [],
  lab: {},
};

const engine = await loadEngine();
const executor = {
  workers: 1,
  run: async (tasks) => tasks.map((task) => executeTask(study, task, engine, new Map())),
  close: async () => {},
};
const { claims } = await verify({ study, config: resolveConfig(study, {}), seed: 1, engine, executor });
for (const { claim, verdict, counter } of claims)
  console.log(`${claim}: ${verdict.verdict} (${verdict.asked}, measured ${verdict.estimate}); counter-run ${counter.verdict}`);
engine.close();
