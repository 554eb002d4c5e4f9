import type { Claim, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { halfPenalty } from "../counters/half-penalty.ts";
import { certificateAxes } from "../observables/certificate.ts";
import { entryOf, settled } from "../reduce/values.ts";
import { oneTeacher, recovery } from "../trials.ts";

const at = (sample: Sample, name: keyof typeof certificateAxes): number => entryOf(sample, "certificate", certificateAxes[name]);
const rounding = (sample: Sample): number => at(sample, "rounding");

/** Optimality, its first half: |η| ≤ 1 everywhere; a measure with an atom attains it, so max |η| = 1. */
export const certificateMaximum: Claim<Config> = {
  id: "certificate-maximum",
  name: "Certificate, maximum",
  says: "Where descent settles the dual certificate is nowhere above 1, so that no other measure fits better.",
  statement: String.raw`\eta(u)=\tfrac1\lambda\,\mathbb E[(f^\circ-f)(x)\,\sigma(u^\top x)],\qquad\max_{u\in S^{d-1}}|\eta(u)|=1`,
  quantity: "max |η| over the sphere at the end of a run",
  grade: "exact",
  fidelity: "derived",
  addition: "standard theory of sparse measures, in closed form; the paper's own certificate is not known here",
  assumes: [],
  ensemble: recovery,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => settled(record, (sample) => Math.max(at(sample, "top"), at(sample, "bottom")), rounding)),
  }),
  predict: () => ({ form: "equals", value: 1, constants: "given" }),
  counter: { why: "descent follows half the penalty: it settles where η reaches 1/2 only", alter: halfPenalty },
};

/** Optimality, its second half: η = the sign of ν at its atoms. */
export const certificateAtoms: Claim<Config> = {
  id: "certificate-atoms",
  name: "Certificate, atoms",
  says: "Where descent settles the dual certificate is the sign of every neuron at its direction.",
  statement: String.raw`\eta(\hat w_j)=\operatorname{sign}(a_j)`,
  quantity: "sign times η at the neuron where it is farthest from 1",
  grade: "exact",
  fidelity: "derived",
  addition: "standard theory of sparse measures, in closed form",
  assumes: [],
  ensemble: recovery,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => settled(record, (sample) => at(sample, "atoms"), rounding)),
  }),
  predict: () => ({ form: "equals", value: 1, constants: "given" }),
  counter: { why: "descent follows half the penalty", ensemble: oneTeacher, alter: halfPenalty },
};

/** Strong duality: the objective is the dual value at the minimum, and within the gap of it anywhere. */
export const dualityGap: Claim<Config> = {
  id: "duality-gap",
  name: "Duality gap",
  says: "Where descent settles the objective equals its dual, so that it is the minimum over all measures, whatever their number of neurons.",
  statement: String.raw`J(\nu)-D(q)=0,\quad q=\frac{f^\circ-f}{\max(1,\max|\eta|)}`,
  quantity: "duality gap over the objective",
  grade: "exact",
  fidelity: "derived",
  addition: "standard convex duality",
  assumes: [],
  ensemble: recovery,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) =>
      settled(
        record,
        (sample) => at(sample, "gap") / (sample.values["loss"] as number),
        (sample) => at(sample, "gapRounding") / (sample.values["loss"] as number),
      ),
    ),
  }),
  predict: () => ({ form: "equals", value: 0, range: [0, 1], constants: "given" }),
  counter: { why: "descent follows half the penalty", ensemble: oneTeacher, alter: halfPenalty },
};
