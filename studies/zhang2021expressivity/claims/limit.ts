import { type Claim, type Context, fold, type Material, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { gaussian } from "../data.ts";
import { rangeOf } from "../jacobian.ts";
import { fact, lastOf, numberOf } from "../reduce/values.ts";
import { startOf } from "../start.ts";
import { limitSweep, lineSizes } from "../sweeps.ts";
import { mirrored } from "./assumptions.ts";

/** Draws of the labels for each Jacobian. */
const labels = 100;
/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** E ‖(I − Π_J) y‖²/n = max(0, 1 − md/(2n)) for labels of mean 0 and variance 1. */
export const limitLine: Claim<Config> = {
  id: "limit-line",
  name: "Phase transition",
  says: "What least squares on the start's directions leaves of random signs falls along the line 1 − md/(2n) and is 0 from md/2 = n on.",
  statement: String.raw`\mathbb E\,\tfrac1n\|(I-\Pi_J)y\|^2=\max\!\Bigl(0,\,1-\frac{md}{2n}\Bigr)`,
  quantity: "mean of ‖(I − Π_J) y‖²/n over 100 labels less the line, over widths and starts",
  grade: "exact",
  fidelity: "derived",
  addition: "the standard error of a mean over random signs given J is known in closed form: √(2 Σ_{i≠k} P_ik²/100)/n, P = I − Π_J",
  assumes: [],
  construct: (config, context) => offLine(config, context, "mirrored"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, range: [-1, 1], constants: "given" }),
  counter: {
    why: "a start that is not mirrored: it has twice as many directions",
    construct: (config, context) => offLine(config, context, "standard"),
  },
};

/** The constrained problem becomes least squares on range J(0) as ε → 0. */
export const limitRuns: Claim<Config> = {
  id: "limit-runs",
  name: "Limit of constrained training",
  says: "As ε → 0, constrained training leaves what least squares on the start's directions leaves.",
  statement: String.raw`\lim_{\varepsilon\to0}\mathrm{MSE}_\varepsilon=\tfrac1n\|(I-\Pi_J)y\|^2`,
  quantity: "mean squared error less ‖(I − Π_J) y‖²/n, as ε → 0, md/2 < n",
  grade: "exact",
  fidelity: "derived",
  assumes: [mirrored],
  ensemble: limitSweep,
  reduce: (material) => gaps(material, (record) => fact(record, "limitMse")),
  predict: () => ({ form: "limit", value: 0, over: "ε", constants: "given" }),
  counter: {
    why: "the limit of a start that is not mirrored, 1 − md/n or 0",
    reduce: (material) => gaps(material, (record) => Math.max(0, 1 - 2 * fact(record, "load"))),
  },
};

function gaps({ records }: Material<Config>, limit: (record: Material<Config>["records"][number]) => number) {
  return {
    kind: "values" as const,
    values: records.map(
      (record): Measured => ({
        run: `seed ${record.seed}, m = ${record.config.students}`,
        x: record.config.radius,
        value: 2 * numberOf(lastOf(record), "loss") - limit(record),
        rounding: 2 * numberOf(lastOf(record), "lossFloor"),
      }),
    ),
  };
}

function offLine(config: Config, { engine, key }: Context, start: "mirrored" | "standard"): readonly Measured[] {
  const { samples: n, dimension: d, students, draws } = lineSizes(config);
  return students.flatMap((m) =>
    Array.from({ length: draws }, (_, k): Measured => {
      const own = fold(fold(key, "limit line"), k);
      const x = gaussian(engine.math, fold(own, "inputs"), n * d);
      const theta = startOf(engine.math, own, start, m, d);
      const basis = rangeOf(engine, { activation: config.activation, theta, students: m, inputs: d, x });
      // Π_ik = Σ q_i q_k; off the diagonal P = −Π, and Σ_ik Π_ik² = rank.
      const diagonal = new Float64Array(n);
      for (const direction of basis) direction.forEach((entry, i) => (diagonal[i] = (diagonal[i] as number) + entry * entry));
      const off = basis.length - diagonal.reduce((sum, entry) => sum + entry * entry, 0);
      // The mean over many labels: that of one is a sum of few squares where little is left, far from normal.
      const signs = gaussian(engine.math, fold(fold(own, "labels"), m), labels * n).map((entry) => (entry > 0 ? 1 : -1));
      let left = 0;
      for (let draw = 0; draw < labels; draw++) left += (1 - explained(basis, signs.subarray(draw * n, (draw + 1) * n))) / labels;
      return {
        run: `m = ${m}, draw ${k}`,
        x: (m * d) / (2 * n),
        value: left - Math.max(0, 1 - (m * d) / (2 * n)),
        // With the whole space spanned nothing is random any more.
        ...(basis.length < n ? { deviation: Math.sqrt((2 * Math.max(0, off)) / labels) / n } : {}),
        rounding: 16 * n * unit,
      };
    }),
  );
}

/** ‖Π y‖²/n of signs, whose ‖y‖² is n. */
function explained(basis: readonly Float64Array[], y: Float64Array): number {
  let square = 0;
  for (const direction of basis) {
    let along = 0;
    for (let i = 0; i < y.length; i++) along += (direction[i] as number) * (y[i] as number);
    square += along * along;
  }
  return square / y.length;
}
