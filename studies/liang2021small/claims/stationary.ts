import type { Claim, Measured, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { birth } from "../observables/birth.ts";
import { certificateAxes, neuronAxes } from "../observables/state.ts";
import { entryOf, fact, numberOf, settled } from "../reduce/values.ts";
import { certifiedRuns, changed, narrowRuns, wideRuns, widthRuns } from "../trials.ts";
import { enumerated } from "./assumptions.ts";

/** Arithmetic of sums over some hundred samples of order one. */
const sums = 1e-13;

/** Balance: a_j² = ‖w_j‖² at every stationary point. */
export const balance: Claim<Config> = {
  id: "balance",
  name: "Balance",
  says: "Where descent settles the two layers of every neuron have the same size.",
  statement: String.raw`a_j^2=\|w_j\|^2`,
  quantity: "largest |a_j² − ‖w_j‖²| at the end of runs from unbalanced starts",
  grade: "exact",
  fidelity: "derived",
  addition: "the regularizer is a reconstruction",
  assumes: [],
  ensemble: wideRuns,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) =>
      settled(
        record,
        (sample) => entryOf(sample, "neurons", neuronAxes.imbalance),
        () => sums,
      ),
    ),
  }),
  predict: () => ({ form: "equals", value: 0, range: [0, 1], constants: "given" }),
  counter: {
    why: "a few steps from an unbalanced start are no stationary point",
    ensemble: (config, seed) => changed(wideRuns(config, seed), { steps: 4, step: 0.01 }),
  },
};

/** Active neurons: sgn(a_j) g(ŵ_j) = λ. */
export const activeNeurons: Claim<Config> = {
  id: "active-neurons",
  name: "Active neurons",
  says: "Where descent settles the correlation of every neuron with the loss's slope is λ.",
  statement: String.raw`\operatorname{sgn}(a_j)\,g(\hat w_j)=\lambda,\quad g(u)=\tfrac1n\sum_ip_iy_i\,\sigma(u^\top x_i)`,
  quantity: "sgn(a_j) g(ŵ_j)/λ of the neuron where it is farthest from 1",
  grade: "exact",
  fidelity: "derived",
  addition: "the regularizer is a reconstruction",
  assumes: [],
  ensemble: certifiedRuns,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) =>
      settled(
        record,
        (sample) => entryOf(sample, "neurons", neuronAxes.active),
        () => sums / fact(record, "lambda"),
      ),
    ),
  }),
  predict: () => ({ form: "equals", value: 1, constants: "given" }),
  counter: {
    why: "a few small steps from a random start",
    ensemble: (config, seed) => changed(widthRuns(config, seed), { steps: 4, step: 0.01 }),
  },
};

const ratio = (record: RunRecord<Config>): Measured =>
  settled(
    record,
    (sample) => entryOf(sample, "certificate", certificateAxes.ratio),
    () => sums / fact(record, "lambda"),
  );

/** Zero-neuron certificate: insertion ends where max |g| ≤ λ. */
export const certificate: Claim<Config> = {
  id: "certificate",
  name: "Certificate",
  says: "Descent with insertion ends where no neuron, wherever it is born, lowers the objective: at a minimum over all widths.",
  statement: String.raw`\max_{\|u\|=1}|g(u)|\le\lambda`,
  quantity: "max |g|/λ at the end, over all cells of the arrangement",
  grade: "exact",
  fidelity: "derived",
  addition: "the certificate and the algorithm are a reconstruction",
  assumes: [enumerated],
  ensemble: certifiedRuns,
  reduce: ({ records }) => ({ kind: "values", values: records.map(ratio) }),
  predict: () => ({ form: "at most", bound: 1, constants: "given" }),
  counter: { why: "one neuron and no insertion: it settles where others would be born", ensemble: narrowRuns },
};

/** No network of any width is below a certified point. */
export const optimal: Claim<Config> = {
  id: "optimal",
  name: "Certificate, width",
  says: "A certified network is no worse than wide ones trained from random starts.",
  statement: String.raw`\max_u|g(u)|\le\lambda\ \Longrightarrow\ F\le F(\theta')\ \text{for all widths}`,
  quantity: "objective less that of wide networks, over it",
  grade: "exact",
  fidelity: "derived",
  addition: "convexity over measures",
  assumes: [enumerated],
  ensemble: (config, seed) => [...certifiedRuns(config, seed).filter((trial) => trial.config.data === "circle"), ...wideRuns(config, seed)],
  reduce: ({ records }) => {
    const isWide = (record: RunRecord<Config>): boolean => record.config.algorithm === "descent" && record.config.students > 1;
    const wide = records.filter(isWide);
    return {
      kind: "values",
      values: records
        .filter((record) => !isWide(record))
        .flatMap((record) =>
          wide
            .filter((other) => other.seed === record.seed)
            .map((other): Measured => {
              const own = settled(
                record,
                (sample) => numberOf(sample, "loss"),
                (sample) => numberOf(sample, "lossFloor"),
              );
              const theirs = numberOf(other.samples.at(-1) ?? { iteration: 0, time: 0, values: {} }, "loss");
              return { run: record.id, value: (own.value - theirs) / own.value, rounding: ((own.rounding ?? 0) + 1e-15) / own.value };
            }),
        ),
    };
  },
  predict: () => ({ form: "at most", bound: 0, scale: 1, constants: "given" }),
  counter: {
    why: "one neuron and no insertion in place of the certified networks",
    ensemble: (config, seed) => [...narrowRuns(config, seed), ...wideRuns(config, seed)],
  },
};

/** A point with max |g| > λ has a descent direction by the birth of a neuron. */
export const localMinima: Claim<Config> = {
  id: "local-minima",
  name: "Local minima",
  says: "Where max |g| is above λ a small neuron born at the maximiser lowers the objective, so that no such point is a local minimum with a spare neuron.",
  statement: String.raw`\max_u|g(u)|>\lambda\ \Longrightarrow\ F(\theta\cup(se,eu))<F(\theta)`,
  quantity: "change of the objective over λ e² at e = 0.01, at points with max |g| ≥ 1.05 λ",
  grade: "exact",
  fidelity: "reconstruction",
  addition: "the paper says that all local minima have small test error; its bound is not known here",
  assumes: [enumerated],
  ensemble: widthRuns,
  reduce: ({ records }) => births(records, 0),
  predict: () => ({ form: "at most", bound: 0, scale: 1, constants: "given" }),
  counter: { why: "the neuron is born with the other sign", reduce: ({ records }) => births(records, 1) },
};

function births(records: readonly RunRecord<Config>[], which: 0 | 1) {
  return {
    kind: "values" as const,
    values: records.flatMap((record) =>
      record.samples
        .filter((sample) => entryOf(sample, "certificate", certificateAxes.ratio) >= 1.05)
        .map((sample): Measured => ({ run: record.id, value: entryOf(sample, birth.id, which), rounding: entryOf(sample, birth.id, 2) })),
    ),
  };
}
