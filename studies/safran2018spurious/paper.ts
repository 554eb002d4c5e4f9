import type { Reference } from "@overparam/core";

/** Safran, Shamir 2018; its sequels of 2021 are named in the README. */
export const paper: Reference = {
  key: "safran2018spurious",
  title: "Spurious Local Minima are Common in Two-Layer ReLU Neural Networks",
  authors: ["Itay Safran", "Ohad Shamir"],
  year: 2018,
  venue: "International Conference on Machine Learning, PMLR 80",
  arxiv: "1712.08968",
  kind: "inproceedings",
};
