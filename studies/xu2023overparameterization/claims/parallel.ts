import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { special } from "../ensembles.ts";
import { discreteRate, rates } from "../reduce/rates.ts";

const students = 3;
const step = 0.2;

/** Degenerate case: students along v. L = (Σ‖w_i‖ − ‖v‖)²/4, and every step shrinks the error by 1 − nη/2. */
export const parallel: Claim<Config> = {
  id: "parallel",
  name: "Degenerate: parallel",
  says: "Students that start along the teacher learn at a linear rate, from the first step on.",
  statement: String.raw`w_i\parallel v\ \Longrightarrow\ L(T)=L(0)\,(1-n\eta/2)^{2T}`,
  quantity: "rate of ln L in t between records, n = 3, η = 0.2",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper says that the rate is linear; its constant is added by the laboratory",
  assumes: [],
  ensemble: (config, seed) => special(config, seed, { start: "parallel", students, step, steps: 1000 }),
  reduce: (material) => ({ kind: "values", values: rates(material).map(({ x: _, ...value }) => value) }),
  predict: (_config, math) => ({ form: "equals", value: discreteRate(math, students, step), constants: "given" }),
  counter: {
    why: "the gradient averaged over the students in place of each student's own",
    alter: (setup) =>
      withGradient(
        setup,
        (gradient) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) / students;
        },
        { descend: true },
      ),
  },
};
