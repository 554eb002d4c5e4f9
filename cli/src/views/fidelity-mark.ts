import type { Fidelity } from "@overparam/core";

/** What is not in the paper's own words is marked wherever it is shown, with a note below the table. */
export const fidelityMark: Readonly<Record<Fidelity, { readonly mark: string; readonly note: string }>> = {
  paper: { mark: "", note: "the paper's own statement" },
  recalled: { mark: "§", note: "recalled, not checked against the paper's text" },
  reconstruction: { mark: "†", note: "reconstructed: the paper's form is not known in full" },
  derived: { mark: "‡", note: "derived here from the paper's definitions" },
};
