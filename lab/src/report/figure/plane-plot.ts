import type { Figure } from "@overparam/core";
import { palette } from "./palette.ts";
import { type Plot, plotConfig } from "./plot.ts";

type Panel = Extract<Figure, { kind: "plane" }>["panels"][number];

/**
 * Neurons in the plane: students as discs whose area is their mass ‖w‖², teachers as arrows, paths as thin lines.
 *
 * Every panel has equal units on both axes and its own extent; the small cross marks the origin.
 */
export function planePlot(figure: Extract<Figure, { kind: "plane" }>): Plot {
  const columns = Math.min(3, figure.panels.length);
  const gap = 18;
  const outer = { left: 34, right: 14, top: 8, bottom: 30 };
  const side = Math.min(420, Math.floor((760 - columns * (outer.left + gap)) / columns));
  const rows = Math.ceil(figure.panels.length / Math.max(1, columns));
  const cell = { width: side + outer.left + gap, height: side + 58 };
  return {
    width: Math.max(1, columns) * cell.width,
    height: Math.max(1, rows) * cell.height,
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      description: `${figure.title}. ${figure.caption}`,
      padding: { left: outer.left, top: outer.top, right: outer.right, bottom: 4 },
      columns: Math.max(1, columns),
      spacing: { row: 54, column: outer.left + gap },
      align: "none",
      bounds: "flush",
      concat: figure.panels.map((panel) => panelSpec(panel, side)),
      config: plotConfig,
    },
  };
}

function panelSpec(panel: Panel, side: number): Record<string, unknown> {
  const all = [...panel.teachers, ...panel.students, ...panel.paths.flat()].filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const extent = squareAround([[0, 0], ...all]);
  const axis = { grid: true, tickCount: 5, title: null, labelFontSize: 10, labelFlush: false };
  const largest = Math.max(1e-300, ...panel.students.map(([x, y]) => x * x + y * y));
  // The largest disc has a tenth of the panel's half-width as radius, fewer when there are many.
  const radius = side / (panel.students.length > 12 ? 36 : 26);
  const biggest = 3.14 * radius * radius;
  return {
    title: { text: panel.title, offset: 8, frame: "group" },
    width: side,
    height: side,
    encoding: {
      x: { field: "x", type: "quantitative", scale: { domain: extent.x, nice: false, zero: false }, axis },
      y: { field: "y", type: "quantitative", scale: { domain: extent.y, nice: false, zero: false }, axis },
    },
    layer: [
      {
        data: { values: [{ x: 0, y: 0 }] },
        mark: { type: "point", shape: "cross", size: 60, color: palette.soft, strokeWidth: 1, opacity: 0.6 },
      },
      ...panel.paths.map((path) => ({
        data: { values: path.map(([x, y], i) => ({ x, y, i })) },
        mark: { type: "line", color: palette.measured, opacity: 0.4, strokeWidth: 1.1, clip: true },
        encoding: { order: { field: "i", type: "quantitative" } },
      })),
      {
        data: { values: panel.students.map(([x, y]) => ({ x, y, mass: (biggest * (x * x + y * y)) / largest })) },
        mark: { type: "point", filled: true, color: palette.measured, opacity: 0.72, stroke: palette.paper, strokeWidth: 0.6, clip: true },
        encoding: { size: { field: "mass", type: "quantitative", scale: null } },
      },
      {
        data: { values: panel.teachers.map(([x, y]) => ({ x, y })) },
        mark: { type: "rule", color: palette.predicted, strokeWidth: 2 },
        encoding: { x2: { datum: 0 }, y2: { datum: 0 } },
      },
      {
        data: { values: panel.teachers.map(([x, y]) => ({ x, y, angle: heading(x, y) })) },
        mark: { type: "point", shape: "triangle-up", filled: true, color: palette.predicted, size: 90, opacity: 1 },
        encoding: { angle: { field: "angle", type: "quantitative", scale: null } },
      },
    ],
  };
}

/** The smallest square around the points, with a little air: equal units on both axes. */
function squareAround(points: readonly (readonly [number, number])[]): { x: [number, number]; y: [number, number] } {
  const range = (k: 0 | 1): [number, number] => {
    const values = points.map((point) => point[k]);
    return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  };
  const [x, y] = [range(0), range(1)];
  const half = 0.57 * Math.max(x[1] - x[0], y[1] - y[0], 1e-300);
  const around = ([low, high]: [number, number]): [number, number] => [(low + high) / 2 - half, (low + high) / 2 + half];
  return { x: around(x), y: around(y) };
}

/** Degrees clockwise from up, as a mark turns. */
function heading(x: number, y: number): number {
  return Math.round(((Math.atan2(x, y) * 180) / Math.PI) * 100) / 100; // not a result: turns an arrow's head
}
