import type { Claim, Evidence, Material } from "@overparam/core";
import type { Config } from "../config.ts";
import { halfPenalty } from "../counters/half-penalty.ts";
import { certificateAxes } from "../observables/certificate.ts";
import { entryOf, fact, numberOf, settled } from "../reduce/values.ts";
import { oneTeacher } from "../trials.ts";
import { population } from "./assumptions.ts";

const shared = {
  grade: "exact",
  fidelity: "derived",
  addition: "one teacher reduces the problem to the minimum of (1 − r)²/4 + λ r",
  assumes: [population],
  ensemble: oneTeacher,
  predict: () => ({ form: "equals", value: 1, constants: "given" }),
} as const satisfies Partial<Claim<Config>>;

const counter = { why: "descent follows half the penalty", alter: halfPenalty } as const;

/** One unit teacher: the minimiser has mass 1 − 2λ. */
export const oneTeacherMass: Claim<Config> = {
  ...shared,
  id: "one-teacher-mass",
  name: "One teacher, mass",
  says: "With one teacher the students' masses add up to 1 − 2λ.",
  statement: String.raw`\sum_j r_j=1-2\lambda`,
  quantity: "Σ r_j/(1 − 2λ)",
  reduce: ({ records }: Material<Config>): Evidence => ({
    kind: "values",
    values: records.map((record) =>
      settled(record, (sample) => numberOf(sample, "totalVariation") / (1 - 2 * fact(record, "lambda")), ulps),
    ),
  }),
  counter,
};

/** One unit teacher: the loss without its penalty is λ². */
export const oneTeacherLoss: Claim<Config> = {
  ...shared,
  id: "one-teacher-loss",
  name: "One teacher, loss",
  says: "With one teacher the loss, without its penalty, is λ².",
  statement: String.raw`\tfrac12\mathbb E(f-f^\circ)^2=\lambda^2`,
  quantity: "loss without penalty over λ²",
  reduce: ({ records }: Material<Config>): Evidence => ({
    kind: "values",
    values: records.map((record) => {
      const square = fact(record, "lambda") * fact(record, "lambda");
      return settled(
        record,
        (sample) => numberOf(sample, "fit") / square,
        (sample) => (2 * numberOf(sample, "lossFloor")) / square,
      );
    }),
  }),
  counter,
};

/** One unit teacher: η = 1 at its direction. */
export const oneTeacherCertificate: Claim<Config> = {
  ...shared,
  id: "one-teacher-certificate",
  name: "One teacher, certificate",
  says: "With one teacher the certificate is 1 at the students, which all point along it.",
  statement: String.raw`\eta(w^\circ)=1`,
  quantity: "max η",
  reduce: ({ records }: Material<Config>): Evidence => ({
    kind: "values",
    values: records.map((record) =>
      settled(
        record,
        (sample) => entryOf(sample, "certificate", certificateAxes.top),
        (sample) => entryOf(sample, "certificate", certificateAxes.rounding),
      ),
    ),
  }),
  counter,
};

/** Rounding of a sum of a few numbers of order one, each with that of many steps at the fixed point. */
function ulps(): number {
  return 1e-14;
}
