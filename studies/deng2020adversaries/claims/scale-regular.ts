import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { countSweep, someOf, scales } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { maximaOf } from "../reduce/maxima.ts";
import { fact } from "../reduce/read.ts";

const ends = [scales[0], scales[scales.length - 1] as number] as const;

/** The abstract: a smaller input scale gives a more regular landscape. */
export const scaleRegular: Claim<Config, DengProblem> = {
  id: "scale-regular",
  name: "Smaller scale is more regular",
  says: "At a fixed ratio of radius to input, fewer networks have a second local maximum the smaller the input is.",
  statement: String.raw`P(\text{one local maximum})\ \text{rises as}\ \|x\|\to0\ \text{at fixed}\ \varepsilon/\|x\|`,
  quantity: `difference of the shares of networks with several local maxima at ‖x‖ = ${ends[1]} and ${ends[0]}`,
  grade: "existential",
  fidelity: "paper",
  addition: "regular is read as having one local maximum",
  assumes: [],
  ensemble: (config, seed) => countSweep(config, seed),
  reduce: ({ records }) => ({
    kind: "counts",
    counts: ends.map((scale) => {
      const runs = records.filter((record) => fact(record, "scale") === scale);
      return { group: `‖x‖ = ${scale}`, hits: runs.filter((record) => maximaOf(record) > 1).length, of: runs.length };
    }),
  }),
  predict: () => ({ form: "fractions increase", order: ends.map((scale) => `‖x‖ = ${scale}`), constants: "given" }),
  counter: {
    why: "a radius that grows as the input shrinks, ε ∝ 1/‖x‖, in place of a fixed ratio",
    ensemble: (config, seed) =>
      someOf(countSweep(config, seed, { starts: 4 }))
        .filter(({ config: { inputScale } }) => ends.includes(inputScale))
        .map((trial) => ({ ...trial, config: { ...trial.config, ratio: trial.config.inputScale === ends[0] ? 16 : 0.0625 } })),
  },
};
