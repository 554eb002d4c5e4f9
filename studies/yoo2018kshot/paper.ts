import type { Reference } from "@overparam/core";

/** Yoo, Fan, Boddeti, Kitani 2018. */
export const paper: Reference = {
  key: "yoo2018kshot",
  title: "Efficient K-Shot Learning with Regularized Deep Networks",
  authors: ["Donghyun Yoo", "Haoqi Fan", "Vishnu Naresh Boddeti", "Kris M. Kitani"],
  year: 2018,
  venue: "Proceedings of the AAAI Conference on Artificial Intelligence 32",
  arxiv: "1710.02277",
  kind: "inproceedings",
};
