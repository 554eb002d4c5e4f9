import { fold, gradientDescent, logSpaced, lossObservable, normal, type Study } from "@overparam/core";
import { rate } from "./claims/rate.ts";
import { errorCurve } from "./error-curve.ts";
import { flattestError } from "./flattest-error.ts";
import { quadratic } from "./quadratic.ts";
import { type Config, settings } from "./settings.ts";

/** Gradient descent on a quadratic: the smallest study that says something exact. */
const study: Study<Config> = {
  id: "study-name",
  version: 1,
  paper: {
    key: "study-name",
    title: "Gradient descent on a quadratic",
    authors: ["Your Name"],
    year: 2026,
    venue: "unpublished",
    kind: "misc",
  },
  says: "On a quadratic the error of gradient descent shrinks by the same factor every step, direction by direction.",
  config: settings,
  presets: [
    { id: "well", title: "Well conditioned", says: "Every direction shrinks fast.", config: { condition: 2 } },
    {
      id: "ill",
      title: "Ill conditioned",
      says: "The flattest direction is all that is left.",
      config: { condition: 10_000, steps: 100_000 },
    },
  ],
  setup(config, { engine, key }) {
    const start = new Float64Array(config.dimension);
    normal(engine.math, fold(key, "start"), start);
    return {
      problem: { objective: quadratic(config), start },
      dynamics: gradientDescent({ step: config.step }),
      schedule: logSpaced({ last: config.steps, perDecade: 20, dense: 10 }),
      stopAt: 0,
      facts: { flattestCurvature: 1 / config.condition },
    };
  },
  observables: [lossObservable, flattestError],
  claims: [rate],
  experiments: [],
  figures: (records, verdicts, math) => records.slice(0, 1).map((record) => errorCurve(record, verdicts, math)),
  lab: {},
};

export default study;
