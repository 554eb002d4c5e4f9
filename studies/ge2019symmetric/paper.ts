import type { Reference } from "@overparam/core";

/** Ge, Kuditipudi, Li, Wang 2019. */
export const paper: Reference = {
  key: "ge2019symmetric",
  title: "Learning Two-layer Neural Networks with Symmetric Inputs",
  authors: ["Rong Ge", "Rohith Kuditipudi", "Zhize Li", "Xiang Wang"],
  year: 2019,
  venue: "International Conference on Learning Representations",
  arxiv: "1810.06793",
  kind: "inproceedings",
};
