import type { LabCurve, Study } from "./study.ts";

/** The curve by which the runs of a study are followed: the loss against time on log axes, where its lab view does not say otherwise. */
export function labCurve(study: Pick<Study, "lab">): LabCurve {
  return {
    observable: "loss",
    name: "loss",
    symbol: "L",
    scale: "log",
    time: "time t = η · iteration",
    timeScale: "log",
    ...study.lab.curve,
  };
}
