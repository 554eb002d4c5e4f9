import type { Reference } from "@overparam/core";

/** Zhou, Ge, Jin 2021. */
export const paper: Reference = {
  key: "zhou2021local",
  title: "A Local Convergence Theory for Mildly Over-Parameterized Two-Layer Neural Network",
  authors: ["Mo Zhou", "Rong Ge", "Chi Jin"],
  year: 2021,
  venue: "Conference on Learning Theory, PMLR 134",
  pages: "4577-4632",
  arxiv: "2102.02410",
  kind: "inproceedings",
};
