import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { special } from "../ensembles.ts";
import { discreteRate, rates } from "../reduce/rates.ts";

const step = 0.2;

/** A single student: L ~ e^{−t} for the flow, (1 − η/2)² a step for gradient descent. */
export const single: Claim<Config> = {
  id: "single",
  name: "Single student",
  says: "One student learns one teacher at an exponential rate.",
  statement: String.raw`n=1:\quad\lim_{t\to\infty}\frac{d\ln L}{dt}=\frac{\ln(1-\eta/2)^2}{\eta}\ \xrightarrow{\ \eta\to0\ }\ -1`,
  quantity: "rate of ln L in t as L → 0, η = 0.2",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper says exponential; the constant is added by the laboratory",
  assumes: [],
  ensemble: (config, seed) => special(config, seed, { start: "random", students: 1, step, steps: 1000 }),
  reduce: (material) => ({ kind: "values", values: rates(material) }),
  predict: (_config, math) => ({ form: "limit", value: discreteRate(math, 1, step), over: "√L", constants: "given" }),
  counter: {
    why: "a second student: the rate goes to zero",
    ensemble: (config, seed) => special(config, seed, { start: "random", students: 2, step, steps: 20_000 }),
  },
};
