import type { Axis, Figure } from "@overparam/core";
import { formatNumber } from "../format-number.ts";
import { superscript } from "../superscript.ts";
import { palette } from "./palette.ts";
import { type Plot, plotConfig, tickWords } from "./plot.ts";

type HeatmapFigure = Extract<Figure, { kind: "heatmap" }>;

/** A table of values as coloured cells in the order of its axes, with a colour bar and lines of equal value; cells without a number stay paper. */
export function heatmapPlot(figure: HeatmapFigure): Plot {
  const width = 560;
  const height = Math.min(420, Math.max(160, Math.round((width * figure.ys.length) / Math.max(1, figure.xs.length))));
  const words = { x: wordsOf(figure.xs, figure.xWords), y: wordsOf(figure.ys, figure.yWords) };
  const values = figure.ys.flatMap((_, row) =>
    figure.xs.map((__, column) => ({
      x: words.x[column],
      y: words.y[row],
      value: figure.values[row * figure.xs.length + column] ?? Number.NaN,
    })),
  );
  const log = figure.valueScale === "log";
  const encoding = {
    x: ordinal("x", figure.x, words.x, 12, { titlePadding: 8 }),
    y: ordinal("y", figure.y, [...words.y].reverse(), 10, { titleX: -54, titleY: height / 2 }),
    color: {
      field: "value",
      type: "quantitative",
      scale: {
        ...(log ? { type: "log" } : {}),
        scheme: "viridis",
        nice: false,
        ...(figure.valueDomain === undefined ? {} : { domain: figure.valueDomain }),
      },
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
        ...(log ? decades(figure) : {}),
      },
    },
  };
  const marks = figure.marks ?? [];
  const contours = (figure.contours ?? []).filter(({ points }) => points.length > 1);
  const shown = values.filter(({ value }) => Number.isFinite(value) && (!log || value > 0));
  const plain = marks.length === 0;
  // Gaps between so many cells would be all there is to see.
  const gap = Math.max(figure.xs.length, figure.ys.length) > 60 ? 0 : plain ? 1 : 0.3;
  const cells = { mark: { type: "rect", stroke: palette.paper, strokeWidth: gap }, encoding };
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
      data: { values: shown },
      ...(plain && contours.length === 0
        ? cells
        : { layer: [cells, ...(plain ? [] : [markLayer(figure, words, encoding)]), ...contourLayers(figure, contours, width, height)] }),
      ...(contours.length === 0 ? {} : { resolve: { scale: { x: "independent", y: "independent" } } }),
      config: plotConfig,
    },
  };
}

function markLayer(
  { xs, ys, marks = [] }: HeatmapFigure,
  words: Readonly<Record<"x" | "y", readonly string[]>>,
  { x, y }: Readonly<Record<"x" | "y", unknown>>,
): Record<string, unknown> {
  return {
    data: { values: marks.map((mark) => ({ x: words.x[xs.indexOf(mark.x)], y: words.y[ys.indexOf(mark.y)] })) },
    mark: { type: "point", filled: true, size: 60, color: palette.predicted, stroke: palette.paper, strokeWidth: 1.2, opacity: 1 },
    encoding: { x, y },
  };
}

/** Lines with a halo, dark on light and light on dark cells alike, each with its level where it is farthest from the levels of the others. */
function contourLayers(
  { xs, ys }: HeatmapFigure,
  contours: NonNullable<HeatmapFigure["contours"]>,
  width: number,
  height: number,
): Record<string, unknown>[] {
  const place = (field: "x" | "y", most: number): Record<string, unknown> => ({
    field,
    type: "quantitative",
    scale: { domain: [0, most], nice: false, zero: false },
    axis: null,
  });
  const at = { x: place("x", xs.length), y: place("y", ys.length) };
  const taken: (readonly [number, number])[] = [];
  const lines: Record<string, unknown>[] = [];
  const words: Record<string, unknown>[] = [];
  for (const { label, role, points } of contours) {
    const line = {
      data: { values: points.map(([x, y], i) => ({ x, y, i })) },
      encoding: { ...at, order: { field: "i", type: "quantitative" } },
    };
    const stroke = role === "predicted" ? palette.predicted : palette.ink;
    const dash = role === "predicted" ? { strokeDash: [6, 4] } : {};
    // A prediction gets no halo: what lies beneath its dashes stays visible.
    lines.push(
      ...(role === "predicted"
        ? []
        : [{ ...line, mark: { type: "line", color: palette.paper, strokeWidth: 4, opacity: 0.85, clip: true, strokeCap: "round" } }]),
      { ...line, mark: { type: "line", color: stroke, strokeWidth: 1.75, clip: true, ...dash } },
    );
    if (label === "") continue;
    const [px, py] = farthest(
      points.map(([x, y]) => [(x / xs.length) * width, (1 - y / ys.length) * height] as const),
      taken,
      width,
    );
    taken.push([px, py]);
    // A label stays inside the frame: to the left of lines near the right edge.
    const right = px > width - 60 - 6 * label.length;
    const word = { type: "text", align: right ? "right" : "left", dx: right ? -5 : 5, dy: py < 14 ? 9 : -7, fontSize: 11, text: label };
    const still = { x: { value: Math.round(px * 10) / 10 }, y: { value: Math.round(py * 10) / 10 } };
    words.push(
      { data: one, mark: { ...word, color: palette.paper, stroke: palette.paper, strokeWidth: 4, strokeJoin: "round" }, encoding: still },
      { data: one, mark: { ...word, color: role === "predicted" ? palette.predictedText : palette.ink }, encoding: still },
    );
  }
  return [...lines, ...words];
}

/** One row, so that a word is drawn once. */
const one = { values: [{}] };

/** The point of a line that is farthest from all others; the middle one where there are none. */
function farthest(
  points: readonly (readonly [number, number])[],
  others: readonly (readonly [number, number])[],
  width: number,
): readonly [number, number] {
  const inside = points.filter(([x]) => x < width - 40);
  const candidates = inside.length > 0 ? inside : points;
  const middle = candidates[Math.floor(candidates.length / 2)] ?? [0, 0];
  if (others.length === 0) return middle;
  // Words are wider than high: a distance downwards counts more.
  const room = ([x, y]: readonly [number, number]): number =>
    Math.min(...others.map(([u, v]) => Math.abs(x - u) / 2 + 2 * Math.abs(y - v)));
  return candidates.reduce((best, next) => (room(next) > room(best) ? next : best), middle);
}

/** Powers of ten beside the colours. */
function decades({ values, valueDomain }: HeatmapFigure): Record<string, unknown> {
  const shown = (valueDomain ?? values).filter((value) => Number.isFinite(value) && value > 0);
  const exponent = (value: number): number => Number(value.toExponential().split("e")[1]);
  const first = exponent(shown.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)) + 1;
  const last = exponent(shown.reduce((a, b) => Math.max(a, b), 0));
  const stride = Math.max(1, Math.ceil((last - first + 1) / 8));
  const ticks: { value: number; label: string }[] = [];
  for (let k = first; k <= last; k++) if (k % stride === 0) ticks.push({ value: Number(`1e${k}`), label: `10${superscript(k)}` });
  return ticks.length < 2 ? { format: ".0e" } : { values: ticks.map(({ value }) => value), labelExpr: tickWords(ticks) };
}

function wordsOf(values: readonly number[], words: readonly string[] | undefined): readonly string[] {
  if (words !== undefined) return words;
  // Cells are told apart by their words: neighbours that agree in three digits get more.
  for (const digits of [3, 6, 12]) {
    const written = values.map((value) => formatNumber(value, { digits }));
    if (new Set(written).size === values.length) return written;
  }
  return values.map(String);
}

function ordinal(
  field: string,
  axis: Axis,
  words: readonly string[],
  room: number,
  placing: Record<string, unknown>,
): Record<string, unknown> {
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
