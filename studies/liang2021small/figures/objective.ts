import type { Figure, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { certificateAxes } from "../observables/state.ts";
import { entryOf, numberOf } from "../reduce/values.ts";

const mostCurves = 8;

/** Objective and max |g|/λ over time. */
export function objectiveFigures(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const shown = records.filter(({ config, samples }) => config.algorithm !== "gradient" && samples.length > 4).slice(0, mostCurves);
  if (shown.length === 0) return [];
  const series = (value: (sample: RunRecord<Config>["samples"][number]) => number): readonly Series[] =>
    shown.map((record) => {
      const samples = record.samples.filter(({ time }) => time > 0);
      return {
        label: `${record.config.data}, m = ${record.config.students}`,
        role: "measured",
        x: samples.map(({ time }) => time),
        y: samples.map(value),
      };
    });
  const ratios = series((sample) => entryOf(sample, "certificate", certificateAxes.ratio));
  const times = ratios.flatMap(({ x }) => x);
  const ends = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  const runs = shown.map(({ id }) => id);
  return [
    {
      id: "objective",
      title: "Objective over time",
      caption: "Regularized loss; with insertion it falls with every neuron that is born.",
      runs,
      kind: "lines",
      x: { label: "t = η · iteration", scale: "log" },
      y: { label: "F", scale: "linear" },
      series: series((sample) => numberOf(sample, "loss")),
    },
    {
      id: "certificate",
      title: "Zero-neuron certificate over time",
      caption: "max |g|/λ over all directions; at 1 the network is optimal over all widths.",
      runs,
      kind: "lines",
      x: { label: "t = η · iteration", scale: "log" },
      y: { label: "max |g|/λ", scale: "linear" },
      series: [...ratios, { label: "optimal", role: "predicted", x: ends, y: [1, 1] }],
    },
  ];
}
