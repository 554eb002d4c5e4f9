import type { Reference } from "@overparam/core";

/** Allen-Zhu, Li, Song 2019. */
export const paper: Reference = {
  key: "allenzhu2019convergence",
  title: "A Convergence Theory for Deep Learning via Over-Parameterization",
  authors: ["Zeyuan Allen-Zhu", "Yuanzhi Li", "Zhao Song"],
  year: 2019,
  venue: "International Conference on Machine Learning, PMLR 97",
  arxiv: "1811.03962",
  kind: "inproceedings",
};
