import { type Claim, type Context, fold, match, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { pointwise } from "../observables/pointwise.ts";
import { entryOf } from "../reduce/values.ts";
import { setup } from "../setup.ts";
import { longSweep, widths } from "../widths.ts";

/** Starts of every kind on which the sign is checked beside the runs. */
const kinds = [
  { start: "near", startAngle: 0.3 },
  { start: "scaled", startScale: 1 },
] as const;

/** Lemma 12, its sign: R_2(x) ≥ 0 for every x. */
export const lemma12Sign: Claim<Config> = {
  id: "lemma-12-sign",
  name: "Lemma 12, sign",
  says: "The part of the residual from single directions is nowhere negative.",
  statement: String.raw`R_2(x)=\sum_j\|w_j\|\,w_j^\top x\bigl(\mathrm{sgn}(w_j^\top x)-\mathrm{sgn}(w_i^{*\top}x)\bigr)\ge0`,
  quantity: "least R_2(x)/(‖x‖ (Σ‖w_j‖² + Σ‖w*_i‖)) over runs, starts and inputs",
  grade: "inequality",
  fidelity: "paper",
  addition:
    "R_2 is computed as f − f* − R_1, so that the split itself is tested; students are turned towards their teacher at every evaluation",
  assumes: [],
  ensemble: longSweep,
  construct: (config, context) => onStarts(config, context, () => 1),
  reduce: ({ records, constructed }) => ({
    kind: "values",
    values: [
      ...records.flatMap((record) => {
        const values = record.samples.map((sample) => ({
          run: record.id,
          value: entryOf(sample, "residualSigns", 0),
          rounding: entryOf(sample, "residualSigns", 1),
        }));
        return values.length === 0 ? [] : [values.reduce((a, b) => (b.value < a.value ? b : a))];
      }),
      ...constructed,
    ],
  }),
  predict: () => ({ form: "at least", bound: 0, range: [-1, 1], constants: "given" }),
  counter: {
    why: "every second student has the output weight −1, which the paper's networks do not have",
    ensemble: () => [],
    construct: (config, context) => onStarts(config, context, (student) => (student % 2 === 0 ? 1 : -1)),
  },
};

function onStarts(config: Config, context: Context, output: (student: number) => number): readonly Measured[] {
  return widths(config).flatMap((width) =>
    kinds.map((kind): Measured => {
      const { problem } = setup({ ...config, ...width, ...kind }, { ...context, key: fold(context.key, "signs") });
      try {
        const { teacher, sign } = match(context.engine, problem, problem.start);
        const { leastR2, rounding } = pointwise(problem, problem.start, teacher, sign, output);
        return { run: `${kind.start} start, m = ${problem.network.students}`, value: leastR2, rounding };
      } finally {
        problem.objective.close();
      }
    }),
  );
}
