import type { Reference } from "@overparam/core";

/** Liang, Sun, Srikant 2021. */
export const paper: Reference = {
  key: "liang2021small",
  title: "Achieving Small Test Error in Mildly Overparameterized Neural Networks",
  authors: ["Shiyu Liang", "Ruoyu Sun", "R. Srikant"],
  year: 2021,
  venue: "arXiv",
  arxiv: "2104.11895",
  kind: "misc",
};
