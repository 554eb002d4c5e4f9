import type { Reference } from "@overparam/core";

/** Akiyama, Suzuki 2021. */
export const paper: Reference = {
  key: "akiyama2021learnability",
  title: "On Learnability via Gradient Method for Two-Layer ReLU Neural Networks in Teacher-Student Setting",
  authors: ["Shunta Akiyama", "Taiji Suzuki"],
  year: 2021,
  venue: "International Conference on Machine Learning, PMLR 139",
  pages: "152-162",
  arxiv: "2106.06251",
  kind: "inproceedings",
};
