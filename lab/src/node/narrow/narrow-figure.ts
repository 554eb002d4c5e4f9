import type { Figure, Series } from "@overparam/core";
import { median, type NarrowResult, scoreOf } from "./narrow-in-folder.ts";
import type { NarrowSettings } from "./narrow-plan.ts";

/** Held-out error against the width, median and range over seeds, and the target. */
export function narrowFigure({ trainings, narrowest, id }: NarrowResult, settings: NarrowSettings): Figure {
  const { target } = settings;
  const error = (score: number): number => (target.kind === "accuracy" ? 1 - score : score);
  const least = smallest(trainings.map((training) => error(scoreOf(settings, training))));
  const series = (["mirrored", "plain"] as const).flatMap((method): readonly Series[] => {
    const own = trainings.filter((training) => training.method === method);
    const widths = [...new Set(own.map(({ students }) => students))].sort((a, b) => a - b);
    if (widths.length === 0) return [];
    // An error of 0 has no place on a logarithmic axis: it is drawn at half of the least that is.
    const at = widths.map((width) =>
      own.filter(({ students }) => students === width).map((training) => Math.max(error(scoreOf(settings, training)), least / 2)),
    );
    return [
      {
        label: method === "mirrored" ? "mirrored, constrained" : "plain",
        role: "measured",
        marks: true,
        x: widths,
        y: at.map(median),
        low: at.map((values) => values.reduce((a, b) => Math.min(a, b))),
        high: at.map((values) => values.reduce((a, b) => Math.max(a, b))),
      },
    ];
  });
  const widths = trainings.map(({ students }) => students);
  const range = [widths.reduce((a, b) => Math.min(a, b)), widths.reduce((a, b) => Math.max(a, b))];
  const said = (["mirrored", "plain"] as const)
    .map(
      (method) =>
        `${method} training ${narrowest[method] === undefined ? `reaches it with none up to ${settings.most}` : `with m = ${narrowest[method]}`}`,
    )
    .join(", ");
  return {
    id: "widths",
    title: "Held-out error against the width",
    caption: `Median and range over ${settings.seeds} seeds. The target is reached by ${said}.`,
    runs: [id],
    kind: "lines",
    x: { label: "neurons m", scale: "log" },
    y: { label: target.kind === "accuracy" ? "held-out error, 1 − accuracy" : "held-out loss", scale: "log" },
    series: [...series, { label: "target", role: "predicted", x: range, y: [1, 1].map(() => Math.max(error(target.value), least / 2)) }],
  };
}

function smallest(values: readonly number[]): number {
  const positive = values.filter((value) => value > 0);
  return positive.length === 0 ? 1e-6 : positive.reduce((a, b) => Math.min(a, b));
}
