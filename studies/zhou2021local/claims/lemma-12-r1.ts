import { type Claim, clusterAverages, type Context, fold, match, type Measured, normal } from "@overparam/core";
import type { Config } from "../config.ts";
import { rowNorms } from "../geometry.ts";
import { pointwise } from "../observables/pointwise.ts";
import { entryOf } from "../reduce/values.ts";
import { setup } from "../setup.ts";
import { longSweep } from "../widths.ts";

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;

/** Lemma 12, the other part: |R_1(x)| ≤ ‖x‖ r max_i ‖v_i‖ for every x. */
export const lemma12R1: Claim<Config> = {
  id: "lemma-12-r1",
  name: "Lemma 12, R_1",
  says: "The part of the residual from the average neurons is bounded by their errors at every input.",
  statement: String.raw`|R_1(x)|\le\|x\|\,r\max_i\|v_i\|`,
  quantity: "largest |R_1(x)|/(‖x‖ r max‖v_i‖) over runs and inputs",
  grade: "inequality",
  fidelity: "paper",
  assumes: [],
  ensemble: longSweep,
  construct: (config, context) => oneOff(config, context, (norms) => norms.reduce((a, b) => Math.max(a, b))),
  reduce: ({ records, constructed }) => ({
    kind: "values",
    values: [
      ...records.flatMap((record) => {
        const values = record.samples.map((sample) => entryOf(sample, "residualSigns", 2)).filter((value) => !Number.isNaN(value));
        if (values.length === 0) return [];
        const d = record.facts["d"];
        return [
          { run: record.id, value: values.reduce((a, b) => Math.max(a, b)), rounding: 8 * unitRoundoff * (typeof d === "number" ? d : 1) },
        ];
      }),
      ...constructed,
    ],
  }),
  predict: () => ({ form: "at most", bound: 1, constants: "given" }),
  counter: {
    why: "half of the least ‖v_i‖ in place of the largest",
    ensemble: () => [],
    construct: (config, context) => oneOff(config, context, (norms) => norms.reduce((a, b) => Math.min(a, b)) / 2),
  },
};

/** Students at their teachers but for errors that differ a thousandfold between the first teacher and the others. */
function oneOff(config: Config, context: Context, bound: (norms: Float64Array) => number): readonly Measured[] {
  const { problem } = setup({ ...config, studentsPerTeacher: 1, start: "near" }, { ...context, key: fold(context.key, "one off") });
  try {
    const d = problem.network.inputs;
    const norms = rowNorms(problem.teacher.directions, d);
    const off = new Float64Array(problem.start.length);
    normal(context.engine.math, fold(context.key, "off"), off);
    const theta = problem.teacher.directions.map(
      (w, k) => w / Math.sqrt(norms[Math.floor(k / d)] as number) + (k < d ? 0.03 : 0.00003) * (off[k] as number),
    );
    const matching = match(context.engine, problem, theta);
    // Along v_1 the bound is attained where there is one teacher.
    const points = problem.points.slice();
    points.set(clusterAverages(problem, theta, matching).subarray(0, d));
    const { largestR1 } = pointwise({ ...problem, points }, theta, matching.teacher, matching.sign, () => 1, bound);
    return [{ run: "one teacher missed", value: largestR1, rounding: 8 * unitRoundoff * d }];
  } finally {
    problem.objective.close();
  }
}
