import type { LabView } from "@overparam/core";

/** What the live page shows: the part of the new classes' test images that is recognised, against steps. */
export const lab: LabView = {
  curve: { observable: "accuracy", name: "accuracy on new classes", symbol: "", scale: "linear", time: "step × η", timeScale: "linear" },
};
