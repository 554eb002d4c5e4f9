import type { Reference } from "@overparam/core";

/** How to cite overparam itself; the same as CITATION.cff, which a test compares. */
export const overparamReference: Reference = {
  key: "overparam",
  title: "overparam: a laboratory in which the convergence theory of neural networks is executable",
  authors: ["{The overparam authors}"],
  year: 2026,
  venue: "Software, version 0.1.0",
  kind: "misc",
};
