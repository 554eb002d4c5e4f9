import type { Claim, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import type { AntProblem } from "../problem.ts";
import { shareOf } from "../reduce.ts";
import { bothTogether, constantFlow, growingFlow, randomTwoPaths } from "../settings.ts";

const counts = { smoke: 3, default: 12, full: 60 } as const;
/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

function trials(config: Config, seed: number, backward: number) {
  return Array.from({ length: counts[config.scale] }, (_, i) => {
    const regime = [constantFlow, growingFlow, bothTogether][i % 3] as typeof constantFlow;
    const trial = randomTwoPaths(config, seed, regime, 1000 + i);
    return {
      ...trial,
      config: { ...trial.config, backward, stopShare: 0, steps: config.scale === "smoke" ? 5000 : 20_000, recordsPerDecade: 10 },
    };
  });
}

/** Without return flow the shares at the source do not change. */
export const oneWayFlow: Claim<Config, AntProblem> = {
  id: "one-way-flow",
  name: "One-way flow",
  says: "Without return flow the shares at the source never change: two-way flow is necessary.",
  statement: String.raw`B=0:\quad P_{su}(t)=P_{su}(0)\ \text{for all}\ t`,
  quantity: "largest change of the share of path A at the source",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper says that two-way flow is necessary; that shares stand still is the laboratory's reason",
  assumes: [],
  ensemble: (config, seed) => trials(config, seed, 0),
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record): Measured => {
      const shares = record.samples.map((sample) => shareOf(record, sample, "A"));
      const change = shares.reduce((most, share) => Math.max(most, Math.abs(share - (shares[0] as number))), 0);
      // The ratio of two pheromones carries the rounding of all steps: six operations each.
      return { run: record.id, value: change, rounding: 6 * unit * record.outcome.iteration };
    }),
  }),
  predict: () => ({ form: "equals", value: 0, range: [0, 1], constants: "given" }),
  counter: { why: "flow comes back: B = 1", ensemble: (config, seed) => trials(config, seed, 1) },
};
