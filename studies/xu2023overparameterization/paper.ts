import type { Reference } from "@overparam/core";

/** Xu, Du 2023. */
export const paper: Reference = {
  key: "xu2023overparameterization",
  title: "Over-Parameterization Exponentially Slows Down Gradient Descent for Learning a Single Neuron",
  authors: ["Weihang Xu", "Simon S. Du"],
  year: 2023,
  venue: "Conference on Learning Theory, PMLR 195",
  arxiv: "2302.10034",
  kind: "inproceedings",
};
