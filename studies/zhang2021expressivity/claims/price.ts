import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { lastOf, numberOf } from "../reduce/values.ts";
import { radiusSweep, shortSweep } from "../sweeps.ts";
import { fullRank, mirrored } from "./assumptions.ts";

/** max |v| = Θ(1/ε): what W may not move, v has to make up for. */
export const price: Claim<Config> = {
  id: "price",
  name: "Price in the second layer",
  says: "The largest output weight grows like 1/ε.",
  statement: String.raw`\max_j|v_j|=\Theta(1/\varepsilon)`,
  quantity: "power of 1/ε in ε max|v|, smaller half of the radii",
  grade: "exponent",
  fidelity: "derived",
  addition: "the margin: max|v| grows with a power of 1/ε between 3/4 and 5/4",
  assumes: [mirrored, fullRank],
  ensemble: (config, seed) => radiusSweep(config, seed),
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => ({
      run: `seed ${record.seed}`,
      x: 1 / record.config.radius,
      value: record.config.radius * numberOf(lastOf(record), "largestWeight"),
    })),
  }),
  predict: () => ({ form: "no trend", over: "1/ε", margin: 0.25, constants: "fitted" }),
  counter: {
    why: "descent without the region: nothing then depends on ε",
    ensemble: (config, seed) => shortSweep(config, seed, { method: "free" }),
  },
};

/** ‖W − W(0)‖_F ≤ ε √m. */
export const movement: Claim<Config> = {
  id: "movement",
  name: "Movement",
  says: "All hidden weights together move by at most ε √m.",
  statement: String.raw`\|W-W(0)\|_F\le\varepsilon\sqrt m`,
  quantity: "largest ‖W − W(0)‖/(ε √m) along the runs",
  grade: "inequality",
  fidelity: "derived",
  assumes: [mirrored],
  ensemble: (config, seed) => radiusSweep(config, seed),
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => ({
      run: record.id,
      value: record.samples.reduce((most, sample) => Math.max(most, numberOf(sample, "movement")), 0),
      // A projected neuron lies on its sphere up to a few roundings of entries that are larger than ε.
      rounding: 1e-11,
    })),
  }),
  predict: () => ({ form: "at most", bound: 1, constants: "given" }),
  counter: {
    why: "descent without the region",
    ensemble: (config, seed) => shortSweep(config, seed, { method: "free" }),
  },
};
