import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { special } from "../ensembles.ts";
import { discreteRate, rates } from "../reduce/rates.ts";

const students = 3;
const step = 0.2;

/** Degenerate case: equal students. They stay equal, and near the teacher every step shrinks the error by 1 − nη/2. */
export const equal: Claim<Config> = {
  id: "equal",
  name: "Degenerate: equal",
  says: "Students that start equal learn at a linear rate, n times that of one.",
  statement: String.raw`w_1=\dots=w_n\ \Longrightarrow\ \lim_{t\to\infty}\frac{d\ln L}{dt}=\frac{\ln(1-n\eta/2)^2}{\eta}`,
  quantity: "rate of ln L in t as L → 0, n = 3, η = 0.2",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper says that the rate is linear; its constant is added by the laboratory",
  assumes: [],
  ensemble: (config, seed) => special(config, seed, { start: "equal", students, step, steps: 1000 }),
  reduce: (material) => ({ kind: "values", values: rates(material) }),
  predict: (_config, math) => ({ form: "limit", value: discreteRate(math, students, step), over: "√L", constants: "given" }),
  counter: {
    why: "students that start a thousandth of the teacher apart across it: the rate goes to zero",
    ensemble: (config, seed) => special(config, seed, { start: "perturbed", perturbation: 1e-3, students, step, steps: 20_000 }),
  },
};
