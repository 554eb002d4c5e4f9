import type { Axis, Figure } from "@overparam/core";
import { formatNumber } from "../format-number.ts";
import { palette } from "./palette.ts";
import { type Plot, plotConfig } from "./plot.ts";

/** A table of values as coloured cells in the order of its axes, with a colour bar; cells without a number stay paper. */
export function heatmapPlot(figure: Extract<Figure, { kind: "heatmap" }>): Plot {
  const width = 560;
  const height = Math.min(420, Math.max(160, Math.round((width * figure.ys.length) / Math.max(1, figure.xs.length))));
  const values = figure.ys.flatMap((y, row) =>
    figure.xs.map((x, column) => ({
      x: formatNumber(x),
      y: formatNumber(y),
      value: figure.values[row * figure.xs.length + column] ?? Number.NaN,
    })),
  );
  const encoding = {
    x: ordinal("x", figure.x, figure.xs, 12, { titlePadding: 8 }),
    y: ordinal("y", figure.y, [...figure.ys].reverse(), 10, { titleX: -54, titleY: height / 2 }),
    color: {
      field: "value",
      type: "quantitative",
      scale: { scheme: "viridis", nice: false },
      legend: {
        title: figure.value,
        titleColor: palette.soft,
        titleFontSize: 12,
        titleFontWeight: "normal",
        titleLimit: 118,
        labelColor: palette.soft,
        labelFontSize: 11,
        gradientLength: Math.min(240, height - 20),
        offset: 16,
      },
    },
  };
  return {
    width: 760,
    height: height + 66,
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      description: `${figure.title}. ${figure.caption}`,
      width,
      height,
      autosize: "none",
      padding: { left: 70, top: 12, right: 130, bottom: 54 },
      data: { values: values.filter((cell) => Number.isFinite(cell.value)) },
      ...(figure.marks === undefined || figure.marks.length === 0
        ? { mark: { type: "rect", stroke: palette.paper, strokeWidth: 1 }, encoding }
        : {
            layer: [
              { mark: { type: "rect", stroke: palette.paper, strokeWidth: 0.3 }, encoding },
              {
                data: { values: figure.marks.map(({ x, y }) => ({ x: formatNumber(x), y: formatNumber(y) })) },
                mark: {
                  type: "point",
                  filled: true,
                  size: 60,
                  color: palette.predicted,
                  stroke: palette.paper,
                  strokeWidth: 1.2,
                  opacity: 1,
                },
                encoding: { x: encoding.x, y: encoding.y },
              },
            ],
          }),
      config: plotConfig,
    },
  };
}

function ordinal(
  field: string,
  axis: Axis,
  values: readonly number[],
  room: number,
  placing: Record<string, unknown>,
): Record<string, unknown> {
  const words = values.map((value) => formatNumber(value));
  const stride = Math.ceil(words.length / room);
  return {
    field,
    type: "ordinal",
    scale: { domain: words, paddingInner: 0, paddingOuter: 0 },
    axis: {
      title: axis.label,
      labelAngle: 0,
      ticks: false,
      grid: false,
      labelOverlap: false,
      values: words.filter((_, i) => i % stride === 0),
      ...placing,
    },
  };
}
