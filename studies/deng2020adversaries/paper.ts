import type { Reference } from "@overparam/core";

/** Deng, He, Huang, Su 2020. */
export const paper: Reference = {
  key: "deng2020adversaries",
  title: "Towards Understanding the Dynamics of the First-Order Adversaries",
  authors: ["Zhun Deng", "Hangfeng He", "Jiaoyang Huang", "Weijie J. Su"],
  year: 2020,
  venue: "International Conference on Machine Learning, PMLR 119",
  arxiv: "2010.10650",
  kind: "inproceedings",
};
