import type { Reference } from "@overparam/core";

/** Zhang, Zhang, Hong, Sun, Luo 2021. */
export const paper: Reference = {
  key: "zhang2021expressivity",
  title: "When Expressivity Meets Trainability: Fewer than n Neurons Can Work",
  authors: ["Jiawei Zhang", "Yushun Zhang", "Mingyi Hong", "Ruoyu Sun", "Zhi-Quan Luo"],
  year: 2021,
  venue: "Advances in Neural Information Processing Systems 34",
  arxiv: "2210.12001",
  kind: "inproceedings",
};
