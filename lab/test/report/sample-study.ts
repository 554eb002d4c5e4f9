import { type Claim, config, field, type RunRecord, type Study, type Verdict, z } from "@overparam/core";
import type { Verification } from "../../src/judge/verification.ts";
import { lossFigure, planeFigure, ratioFigure } from "../figure/sample-figures.ts";

/** A study of invented numbers with every kind of verdict: what a page must be able to show. */

const claim = (id: string, rest: Partial<Claim<unknown>>): Claim<unknown> => ({
  id,
  name: id.replace("-", " ").replace(/^./, (letter) => letter.toUpperCase()),
  says: "The loss falls at least as fast as the reciprocal of time.",
  statement: String.raw`L(W_t) \le \min\left(O\!\left(\frac{r\,w_{\max}}{t\,\eta}\right), \varepsilon_0\right)`,
  quantity: "slope of log L in log t",
  grade: "exponent",
  fidelity: "paper",
  assumes: [],
  reduce: () => ({ kind: "values", values: [] }),
  predict: () => ({ form: "at least", bound: 1, constants: "given" }),
  counter: { why: "the gradient's sign is flipped in every third step, so the loss cannot fall" },
  ...rest,
});

export const sampleStudy: Study = {
  id: "sample2021",
  version: 2,
  paper: {
    key: "sample2021",
    title: "A Local Theory of <Samples> & Their Convergence",
    authors: ["Ada van der Berg", "Chi Jin"],
    year: 2021,
    venue: "Conference on Samples, PMLR 134",
    pages: "4577-4632",
    arxiv: "2102.02410",
    kind: "inproceedings",
  },
  says: "Once the loss is small, every student turns towards a teacher and the loss goes to zero.",
  config: config({
    students: field(z.int().min(1).default(12), { description: "Number of student neurons", symbol: "m" }),
    step: field(z.number().min(0).default(0.05), { description: "Step of the descent", symbol: "\\eta", unit: "1/(r w_max)" }),
    teacher: field(z.string().optional(), { description: "Teacher file", asset: "teacher" }),
  }),
  presets: [],
  setup: () => {
    throw new Error("not run here");
  },
  observables: [],
  claims: [
    claim("theorem-5", {}),
    claim("lemma-8", {
      says: "The step points towards the teachers: the left side is at least the loss.",
      statement: String.raw`\sum_j \left\langle \nabla_j L,\, (I + \hat w_j \hat w_j^\top)^{-1} (w_j - q_j\, \mathrm{sgn}(w_j \cdot w^*_i)\, w^*_i) \right\rangle \ge L`,
      grade: "inequality",
      quantity: "left side / L, its least value over the runs",
      addition: "the weights q are spread over all students of a teacher",
    }),
    claim("lemma-10", {
      fidelity: "reconstruction",
      statement: String.raw`\|v_i\| \le \mathrm{poly}(r, w_{\max}, 1/\Delta)\; \varepsilon^{3/8}`,
    }),
    claim("lemma-9", { grade: "existential", fidelity: "recalled" }),
    claim("claim-2", { grade: "exact", fidelity: "derived", statement: String.raw`L/\delta^3 \to 2/(3\pi) \not\unknown{` }),
    claim("lemma-12", { grade: "exponent" }),
  ],
  experiments: [],
  figures: () => [lossFigure, ratioFigure, { ...ratioFigure, id: "ratio-2", title: "The same, again" }, planeFigure],
  lab: {},
};

const verdict = (id: string, rest: Partial<Verdict>): Verdict => ({
  claim: id,
  verdict: "holds",
  asked: "slope ≤ −1",
  estimate: -2.604,
  interval: [-2.684, -2.523],
  slack: 1.52,
  vacuous: false,
  reason: "The whole interval lies on the good side.",
  runs: 20,
  points: 812,
  pHolds: 1e-6,
  pViolated: 1,
  ...rest,
});
const broken = (id: string): Verdict =>
  verdict(id, {
    verdict: "violated",
    estimate: 0.3,
    interval: [0.2, 0.4],
    slack: -1.3,
    reason: "The whole interval lies beyond the bound.",
  });

const records: RunRecord[] = [3, 6, 12].flatMap((students, k) =>
  [1, 2].map((seed) => ({
    id: lossFigure.runs[2 * k + seed - 1] ?? "",
    config: { students, step: 0.05, scale: "default" },
    seed,
    facts: { separation: 1.047, norms: [0.7, 1.5], covered: true },
    outcome: { kind: "reached", iteration: 24_800, time: 1240, value: 9.9e-11, says: "The loss is at or below 1e-10." },
    samples: [
      { iteration: 0, time: 0, values: { loss: 0.5, nearestAngles: [0.1, 0.2], match: null } },
      { iteration: 10, time: 0.5, values: { loss: 0.25, nearestAngles: [0.05, Number.NaN], match: 1 } },
    ],
  })),
);

export const sampleVerification: Verification = {
  id: "7f3a0c91d2b4".padEnd(64, "e"),
  study: "sample2021",
  studyVersion: 2,
  numericsVersion: 1,
  backend: "avx512",
  seed: 1,
  config: { students: 24, step: 0.05, scale: "default" },
  counters: true,
  claims: [
    { claim: "theorem-5", verdict: verdict("theorem-5", {}), counter: broken("theorem-5"), runs: records.map((record) => record.id) },
    {
      claim: "lemma-8",
      verdict: verdict("lemma-8", {
        asked: "≥ 1",
        estimate: 2.31,
        interval: null,
        slack: 1.31,
        reason: "The least of 812 values is above the bound.",
        pHolds: null,
        pViolated: null,
      }),
      counter: broken("lemma-8"),
      runs: [],
    },
    {
      claim: "lemma-10",
      verdict: verdict("lemma-10", {
        verdict: "undecided",
        asked: "slope ≥ 3/8",
        estimate: 0.4,
        interval: [0.28, 0.52],
        slack: 0.025,
        reason: "The interval holds 3/8; run longer: --scale full.",
      }),
      counter: { ...broken("lemma-10"), verdict: "undecided", reason: "Too few points." },
      runs: [],
    },
    {
      claim: "lemma-9",
      verdict: verdict("lemma-9", {
        verdict: "not applicable",
        asked: "mass ≥ ½ near teachers",
        estimate: null,
        interval: null,
        slack: null,
        runs: 0,
        points: 0,
        reason: "Below threshold: the loss 0.31 is above τ = 0.05 in 3 runs.",
      }),
      counter: null,
      runs: [],
    },
    {
      claim: "claim-2",
      verdict: verdict("claim-2", {
        verdict: "violated",
        asked: "→ 0.212207",
        estimate: 0.2311,
        interval: null,
        slack: -0.019,
        reason: "The limit is off by 0.019, its error is 1e-6.",
      }),
      counter: broken("claim-2"),
      runs: [],
    },
    {
      claim: "lemma-12",
      verdict: verdict("lemma-12", { asked: "slope ≥ 3/4", estimate: 2.1e-9, interval: null, slack: 12.4, vacuous: true }),
      counter: broken("lemma-12"),
      runs: [],
    },
  ],
  records,
  counterRecords: [],
  constructed: [],
  failures: [{ task: "ab12cd34ef56".padEnd(64, "0"), reason: "zhou2021local: the teacher file is gone" }],
};
