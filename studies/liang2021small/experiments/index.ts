import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { objectiveFigures } from "../figures/objective.ts";
import { testErrorFigure } from "../figures/test-error.ts";
import { certificateAxes } from "../observables/state.ts";
import { entryOf, numberOf } from "../reduce/values.ts";
import { certifiedRuns, testErrorRuns, widthRuns } from "../trials.ts";

/** Width against certificate: descent alone at several widths, beside insertion. */
const widths: Experiment<Config> = {
  id: "widths",
  title: "Descent at several widths, and insertion",
  says: "Narrow networks settle above the optimum, with max |g| above λ; insertion ends at it.",
  trials: (config, seed) => [...certifiedRuns(config, seed).filter((trial) => trial.config.data === "circle"), ...widthRuns(config, seed)],
  figures: (records) => {
    const ended = records.filter(({ samples }) => samples.length > 0);
    const points = ended.map((record) => {
      const last = record.samples.at(-1) as (typeof record.samples)[number];
      return { x: entryOf(last, "certificate", certificateAxes.ratio), y: numberOf(last, "loss") };
    });
    return [
      {
        id: "objective-against-certificate",
        title: "Objective against the certificate",
        caption: "Every run at its end: at max |g|/λ = 1 the objective is the least over all widths of its data.",
        runs: ended.map(({ id }) => id),
        kind: "lines",
        x: { label: "max |g|/λ", scale: "log" },
        y: { label: "F", scale: "linear" },
        series: points.map(({ x, y }) => ({ label: "", role: "measured" as const, x: [x], y: [y], marks: true })),
      },
      ...objectiveFigures(records),
    ];
  },
};

/** The bound of the test error as n grows; the two classes of a file with --inputs. */
const testErrors: Experiment<Config> = {
  id: "test-error",
  title: "Test error and its bound",
  says: "The bound falls with the number of samples towards the share of small margins; the measured error is far below it.",
  trials: testErrorRuns,
  figures: (records, math) => testErrorFigure(records, [], math),
};

/** The sweeps of the study. */
export const experiments: readonly Experiment<Config>[] = [widths, testErrors];
