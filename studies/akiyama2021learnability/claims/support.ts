import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { entryOf, fact, settled } from "../reduce/values.ts";
import { changed, oneTeacher, recovery } from "../trials.ts";
import { knownMinimum } from "./assumptions.ts";

/** Support recovery: exactly m_0 atoms. */
export const support: Claim<Config> = {
  id: "support",
  name: "Support",
  says: "For small λ the students end in exactly as many groups as there are teachers.",
  statement: String.raw`\#\,\mathrm{supp}(\nu)=m_0`,
  quantity: "groups of students over teachers",
  grade: "existential",
  fidelity: "recalled",
  addition: "groups are at most 0.15 rad from neighbour to neighbour and hold more than a thousandth of the mass",
  assumes: [knownMinimum],
  ensemble: recovery,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => settled(record, (sample) => entryOf(sample, "clusters", 0) / fact(record, "r"))),
  }),
  predict: () => ({ form: "equals", value: 1, constants: "fitted" }),
  counter: {
    why: "λ = 0.7 is not small: no student is left",
    ensemble: (config, seed) => changed(oneTeacher(config, seed), { lambda: 0.7 }),
  },
};

/** Support recovery: no mass away from the minimiser's atoms. */
export const supportOutside: Claim<Config> = {
  id: "support-outside",
  name: "Support, outside",
  says: "For small λ no mass is left away from the minimiser's atoms, one near each teacher.",
  statement: String.raw`|\nu|(S^{d-1}\setminus\textstyle\bigcup_jB(\hat w_j,0.15))=0`,
  quantity: "share of the mass farther than 0.15 rad from every atom of the minimiser",
  grade: "existential",
  fidelity: "recalled",
  addition: "the radius",
  assumes: [knownMinimum],
  ensemble: recovery,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => settled(record, (sample) => entryOf(sample, "clusters", 1))),
  }),
  predict: () => ({ form: "equals", value: 0, range: [0, 1], constants: "fitted" }),
  counter: {
    why: "one step is no convergence: what is left outside still moves by less than it is",
    ensemble: (config, seed) => changed(recovery(config, seed), { steps: 3, step: 0.01 }),
  },
};
