import type { Figure, Series } from "@overparam/core";
import { type AxisScale, axisScale } from "./axis-scale.ts";
import { palette, seriesColour } from "./palette.ts";
import { labelLeading, labelSize, type Placed, placeLabels } from "./place-labels.ts";
import { type Plot, plotConfig, tickWords } from "./plot.ts";
import { textWidth } from "./text-width.ts";
import { wrapEvenly } from "./wrap-text.ts";

const whole = { width: 760, height: 400, left: 70, top: 12, bottom: 50 };
/** For two figures side by side: the same letters on less paper. */
const half = { width: 500, height: 320, left: 70, top: 12, bottom: 50 };

interface Drawn {
  readonly series: Series;
  readonly points: readonly { readonly x: number; readonly y: number; readonly low?: number; readonly high?: number; readonly i: number }[];
  readonly colour: { readonly line: string; readonly text: string };
  readonly label: readonly string[];
}

/**
 * Curves on linear or logarithmic axes, each labelled at its end: measured solid and blue, predicted dashed and orange, quantile bands as tint.
 *
 * Points without a finite (on a log axis positive) place are left out.
 */
export function linesPlot(figure: Extract<Figure, { kind: "lines" }>, size: "whole" | "half" = "whole"): Plot {
  const frame = size === "whole" ? whole : half;
  const drawn = figure.series.map((series): Drawn => {
    const role = figure.series.filter((other) => other.role === series.role);
    return {
      series,
      points: pointsOf(series, figure.x.scale === "log", figure.y.scale === "log"),
      colour: seriesColour(series.role, role.indexOf(series), role.length),
      label: wrapEvenly(series.label, labelSize, size === "whole" ? 150 : 96),
    };
  });
  const right = 26 + Math.max(0, ...drawn.flatMap(({ label }) => label.map((line) => textWidth(line, labelSize))));
  const width = Math.round(frame.width - frame.left - right);
  const height = frame.height - frame.top - frame.bottom;
  const x = axisScale(
    figure.x,
    drawn.flatMap(({ points }) => points.map((point) => point.x)),
    fewValues(drawn),
    9,
  );
  const y = axisScale(figure.y, heights(drawn, figure.y.scale === "log"), undefined, 8);
  // Predictions are dashed: drawn last, they leave what lies beneath visible.
  const below = drawn.filter(({ series }) => series.role === "measured");
  const above = drawn.filter(({ series }) => series.role === "predicted");
  const layers = [
    ...drawn.flatMap(bandLayer),
    ...below.flatMap(lineLayers),
    ...above.flatMap(lineLayers),
    ...labelLayers(drawn, x, y, width, height),
  ];
  return {
    width: frame.width,
    height: frame.height,
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      description: `${figure.title}. ${figure.caption}`,
      width,
      height,
      autosize: "none",
      padding: { left: frame.left, top: frame.top, right, bottom: frame.bottom },
      encoding: {
        x: channel("x", figure.x, x, { orient: "bottom", titlePadding: 8 }),
        y: channel("y", figure.y, y, { orient: "left", titleX: -54, titleY: height / 2 }),
      },
      layer: layers,
      config: plotConfig,
    },
  };
}

function channel(
  field: string,
  axis: { label: string; scale: string },
  scale: AxisScale,
  placing: Record<string, unknown>,
): Record<string, unknown> {
  const chosen =
    scale.ticks.length > 0 ? { values: scale.ticks.map((tick) => tick.value), labelExpr: tickWords(scale.ticks) } : { tickCount: 6 };
  return {
    field,
    type: "quantitative",
    scale: { type: axis.scale, domain: scale.domain, nice: false, zero: false },
    axis: { title: axis.label, labelOverlap: false, labelFlush: false, ...placing, ...chosen },
  };
}

function pointsOf(series: Series, logX: boolean, logY: boolean): Drawn["points"] {
  const fits = (value: number | undefined, log: boolean): value is number =>
    value !== undefined && Number.isFinite(value) && (!log || value > 0);
  return series.x.flatMap((x, i) => {
    const y = series.y[i];
    if (!fits(x, logX) || !fits(y, logY)) return [];
    const low = series.low?.[i];
    const high = series.high?.[i];
    return fits(low, logY) && fits(high, logY) ? [{ x, y, low, high, i }] : [{ x, y, i }];
  });
}

/** The distinct x values when every measured series shares a few of them. */
function fewValues(drawn: readonly Drawn[]): readonly number[] | undefined {
  const all = new Set(drawn.filter(({ series }) => series.role === "measured").flatMap(({ points }) => points.map((point) => point.x)));
  return all.size > 1 && all.size <= 8 ? [...all].sort((a, b) => a - b) : undefined;
}

/** Heights that the axis must show: all that is measured; a prediction at most one and a half decades (half the span) beyond, but some point of it in any case. */
function heights(drawn: readonly Drawn[], log: boolean): number[] {
  const measured = drawn
    .filter(({ series }) => series.role === "measured")
    .flatMap(({ points }) => points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]));
  const predicted = drawn.filter(({ series }) => series.role === "predicted").map(({ points }) => points.map(({ y }) => y));
  if (measured.length === 0) return predicted.flat();
  const bottom = measured.reduce((a, b) => Math.min(a, b));
  const top = measured.reduce((a, b) => Math.max(a, b));
  const span = Math.max(top - bottom, Math.abs(top) * 0.1);
  const lowest = log ? bottom / 32 : bottom - span / 2;
  const highest = log ? top * 32 : top + span / 2;
  const beyond = (value: number): number => Math.max(lowest - value, value - highest, 0);
  const shown = predicted.flatMap((values) => {
    if (values.length === 0) return [];
    const nearest = values.reduce((a, b) => (beyond(b) < beyond(a) ? b : a));
    return [nearest, ...values.map((value) => Math.min(highest, Math.max(lowest, value)))];
  });
  return [...measured, ...shown];
}

function bandLayer({ series, points, colour }: Drawn): Record<string, unknown>[] {
  const values = points.filter((point) => point.low !== undefined);
  if (series.low === undefined || values.length < 2) return [];
  return [
    {
      data: { values },
      mark: { type: "area", color: colour.line, opacity: 0.14, clip: true },
      encoding: { y: { field: "low", type: "quantitative" }, y2: { field: "high" } },
    },
  ];
}

function lineLayers({ series, points, colour }: Drawn): Record<string, unknown>[] {
  if (points.length === 0) return [];
  const dash = series.role === "predicted" ? { strokeDash: [6, 4], strokeWidth: 1.75 } : { strokeWidth: 2 };
  const line = {
    data: { values: points.map(({ x, y, i }) => ({ x, y, i })) },
    mark: { type: "line", color: colour.line, clip: true, strokeCap: "round", ...dash },
    encoding: { order: { field: "i", type: "quantitative" } },
  };
  const marks = {
    data: { values: points.map(({ x, y }) => ({ x, y })) },
    mark: { type: "point", filled: true, size: 34, opacity: 1, color: colour.line, clip: true },
  };
  return series.marks === true || points.length === 1 ? [line, marks] : [line];
}

function labelLayers(drawn: readonly Drawn[], x: AxisScale, y: AxisScale, width: number, height: number): Record<string, unknown>[] {
  const pixel = (point: { x: number; y: number }): [number, number] => [x.place(point.x) * width, (1 - y.place(point.y)) * height];
  const shown = drawn.filter(({ points, series }) => points.length > 0 && series.label !== "");
  const wishes = shown.map(({ points, label }) => {
    const end = lastVisible(points.map(pixel), height);
    const before = points.at(-2);
    const leftwards = before !== undefined && before.x > (points.at(-1)?.x ?? 0);
    return { lines: label, x: end[0], y: Math.min(height, Math.max(0, end[1])), leftwards };
  });
  const curve = drawn.flatMap(({ points }) => alongCurve(points.map(pixel)));
  const placed = placeLabels(wishes, curve, width, height);
  return shown.flatMap(({ label, colour }, i) => {
    const at = placed[i] as Placed;
    const wish = wishes[i] as { x: number; y: number };
    // From the end of the line to the nearer side of the label.
    const wide = Math.max(...label.map((line) => textWidth(line, labelSize)));
    const [from, to] = at.x < wish.x ? [wish.x - 3, Math.min(wish.x - 3, at.x + wide + 3)] : [wish.x + 3, at.x - 3];
    const leader = {
      data: one,
      mark: { type: "rule", color: colour.line, opacity: 0.45, strokeWidth: 1 },
      encoding: still(from, wish.y, to, at.y),
    };
    const text = {
      type: "text",
      text: label,
      align: "left",
      baseline: "middle",
      fontSize: labelSize,
      lineHeight: labelLeading,
      dy: (-(label.length - 1) * labelLeading) / 2,
    };
    const halo = {
      data: one,
      mark: { ...text, color: palette.paper, stroke: palette.paper, strokeWidth: 4, strokeJoin: "round" },
      encoding: still(at.x, at.y),
    };
    const word = { data: one, mark: { ...text, color: colour.text }, encoding: still(at.x, at.y) };
    return at.moved ? [leader, halo, word] : [halo, word];
  });
}

/** One row, so that a mark at fixed pixels is drawn once. */
const one = { values: [{}] };

function still(x: number, y: number, x2?: number, y2?: number): Record<string, unknown> {
  const round = (value: number): number => Math.round(value * 10) / 10;
  const end = x2 === undefined || y2 === undefined ? {} : { x2: { value: round(x2) }, y2: { value: round(y2) } };
  return { x: { value: round(x) }, y: { value: round(y) }, ...end };
}

/** Where a line ends that leaves the frame: its last point inside. */
function lastVisible(points: readonly (readonly [number, number])[], height: number): readonly [number, number] {
  const inside = points.filter(([, y]) => y >= -1 && y <= height + 1);
  return inside.at(-1) ?? points.at(-1) ?? [0, 0];
}

/** Points of a polyline at most 6 px apart, so that a label sees a line that passes between two far points. */
function alongCurve(points: readonly (readonly [number, number])[]): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1] as readonly [number, number];
    const [x1, y1] = points[i] as readonly [number, number];
    const pieces = Math.max(1, Math.min(200, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) / 6)));
    for (let k = 0; k < pieces; k++) out.push([x0 + ((x1 - x0) * k) / pieces, y0 + ((y1 - y0) * k) / pieces]);
  }
  return out;
}
