import type { Claim, Measured, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { sizesOf, widthSweep } from "../trials.ts";
import { knownMinimum } from "./assumptions.ts";

/** A run succeeds when it ends this near to the minimum, in units of the loss of the zero network. */
const close = 1e-3;

/** Success rises with the number of students. */
export const width: Claim<Config> = {
  id: "width",
  name: "Width",
  says: "Twice as many students as teachers reach the minimum more often than as many.",
  statement: String.raw`\Pr[\text{success}\mid M=2m_0]\ge\Pr[\text{success}\mid M=m_0]`,
  quantity: "fraction of successful runs at M = 2 m_0 less that at M = m_0",
  grade: "existential",
  fidelity: "derived",
  addition:
    "the paper wants M so large that starts are dense; how large is not known here. Success is an excess below a thousandth of the zero network's loss",
  assumes: [knownMinimum],
  ensemble: widthSweep,
  reduce: ({ records }) => {
    const wide = records.filter((record) => fact(record, "m") === 2 * fact(record, "r"));
    const narrow = records.filter(
      (record) => fact(record, "m") === fact(record, "r") && fact(record, "r") === sizesOf(record.config.scale).large,
    );
    return { kind: "values", values: [difference("wide less narrow", wide, narrow)] };
  },
  predict: () => ({ form: "at least", bound: 0, scale: 1, constants: "fitted", range: [-1, 1] }),
  counter: {
    why: "the wide networks get 20 steps only",
    ensemble: (config, seed) =>
      widthSweep(config, seed).map((trial) =>
        trial.config.students === 2 * trial.config.teachers ? { ...trial, config: { ...trial.config, steps: 20 } } : trial,
      ),
  },
};

/** At M = m_0 = d success falls with d. */
export const dimension: Claim<Config> = {
  id: "dimension",
  name: "Dimension",
  says: "As many students as teachers are enough in few dimensions, and not in many: the width that is needed grows.",
  statement: String.raw`\Pr[\text{success}\mid M=m_0=d]\text{ falls with }d`,
  quantity: "fraction of successful runs in few dimensions less that in many, M = m_0 = d",
  grade: "existential",
  fidelity: "derived",
  addition: "the paper's width is exponential in d (recalled, low confidence), which no run can show",
  assumes: [knownMinimum],
  ensemble: widthSweep,
  reduce: ({ records }) => {
    const equal = records.filter((record) => fact(record, "m") === fact(record, "r"));
    const few = equal.filter((record) => fact(record, "r") === sizesOf(record.config.scale).small);
    const many = equal.filter((record) => fact(record, "r") === sizesOf(record.config.scale).large);
    return { kind: "values", values: [difference("few less many", few, many)] };
  },
  predict: () => ({ form: "at least", bound: 0, scale: 1, constants: "fitted", range: [-1, 1] }),
  counter: {
    why: "networks in few dimensions get one step only",
    ensemble: (config, seed) =>
      widthSweep(config, seed).map((trial) =>
        trial.config.teachers === sizesOf(config.scale).small ? { ...trial, config: { ...trial.config, steps: 1 } } : trial,
      ),
  },
};

/** Difference of two fractions with its standard error; each fraction's variance as if one more run had gone either way (Agresti, Coull 1998). */
function difference(run: string, a: readonly RunRecord<Config>[], b: readonly RunRecord<Config>[]): Measured {
  const [p, q] = [fraction(a), fraction(b)];
  return { run, value: p.share - q.share, deviation: Math.sqrt(p.variance + q.variance) };
}

function fraction(records: readonly RunRecord<Config>[]): { readonly share: number; readonly variance: number } {
  const n = records.length;
  const successes = records.filter((record) => {
    const last = record.samples.at(-1);
    return last !== undefined && numberOf(last, "loss") - fact(record, "minimum") <= close * fact(record, "zeroValue");
  }).length;
  const smooth = (successes + 1) / (n + 2);
  return { share: successes / n, variance: (smooth * (1 - smooth)) / (n + 2) };
}
