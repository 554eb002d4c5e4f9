import type { Figure } from "@overparam/core";
import { contourLines } from "../../sweep/diagram/contour-lines.ts";
import { diagramValueText } from "../../sweep/diagram/diagram-value.ts";
import type { DiagramAxis, PhaseDiagram } from "../../sweep/diagram/phase-diagram.ts";
import { formatNumber } from "../format-number.ts";
import { contourLevels } from "./contour-levels.ts";
import { valueRange } from "./value-range.ts";

/** What goes onto a diagram beside its cells. */
export interface DiagramDress {
  readonly title: string;
  readonly sweep: { readonly id: string; readonly trials: number };
  /** Values with a contour line; chosen by the values unless given, none if empty. */
  readonly levels?: readonly number[] | undefined;
  /** A boundary that a theory predicts: where another value over the same axes passes through a level. Orange and dashed. */
  readonly predicted?: { readonly diagram: PhaseDiagram; readonly level: number; readonly label: string } | undefined;
}

/** A phase diagram as a heatmap with contour lines. */
export function diagramFigure(diagram: PhaseDiagram, dress: DiagramDress): Figure {
  const { x, y, cells } = diagram;
  const range = valueRange(diagram);
  const values = cells.map(({ value }) => value);
  const [across, up] = [placed(x), placed(y)];
  const levels = dress.levels ?? contourLevels(range);
  const lines = traced(values, range.scale, x.values.length, y.values.length, levels).map(({ level, points }) => ({
    label: formatNumber(level).replace(/^1·/, ""),
    role: "measured" as const,
    points,
  }));
  const { predicted } = dress;
  const boundary =
    predicted === undefined
      ? []
      : traced(
          predicted.diagram.cells.map(({ value }) => value),
          "linear",
          x.values.length,
          y.values.length,
          [predicted.level],
        ).map(({ points }, k) => ({ label: k === 0 ? predicted.label : "", role: "predicted" as const, points }));
  return {
    id: "phase-diagram",
    title: dress.title,
    caption: diagramCaption(diagram, predicted?.label),
    runs: [],
    sweep: dress.sweep,
    kind: "heatmap",
    x: { label: x.name, scale: x.scale === "log" ? "log" : "linear" },
    y: { label: y.name, scale: y.scale === "log" ? "log" : "linear" },
    // Beside the colours there is room for a word; the caption says it whole.
    value: diagram.value.kind === "fraction" ? "fraction" : diagramValueText(diagram.value),
    xs: across.numbers,
    ys: up.numbers,
    ...(across.words === undefined ? {} : { xWords: across.words }),
    ...(up.words === undefined ? {} : { yWords: up.words }),
    values,
    valueScale: range.scale,
    ...(range.domain === undefined ? {} : { valueDomain: range.domain }),
    contours: [...longestOfEach(lines), ...boundary],
  };
}

/** Contour lines on the scale of the colours: between a thousandth and a millionth the middle is 3·10⁻⁵. */
function traced(values: readonly number[], scale: "linear" | "log", width: number, height: number, levels: readonly number[]) {
  // not a result: places ink
  const on = (value: number): number => (scale === "linear" ? value : value > 0 ? Math.log10(value) : Number.NaN);
  const wanted = new Map(levels.map((level) => [on(level), level]));
  return contourLines(values.map(on), width, height, [...wanted.keys()].filter(Number.isFinite)).map(({ level, points }) => ({
    level: wanted.get(level) ?? level,
    points,
  }));
}

/** Every line is drawn; only the longest of a level says which. */
function longestOfEach<Line extends { readonly label: string; readonly points: readonly unknown[] }>(
  lines: readonly Line[],
): readonly Line[] {
  const longest = new Map<string, Line>();
  for (const line of lines) {
    const known = longest.get(line.label);
    if (known === undefined || line.points.length > known.points.length) longest.set(line.label, line);
  }
  return lines.map((line) => (longest.get(line.label) === line ? line : { ...line, label: "" }));
}

/** Numbers as they are; texts by their place, with their words. */
function placed({ values }: DiagramAxis): { readonly numbers: readonly number[]; readonly words: readonly string[] | undefined } {
  if (values.every((value) => typeof value === "number")) return { numbers: values.map(Number), words: undefined };
  return { numbers: values.map((_, k) => k), words: values.map(String) };
}

/** How the cells came about, in sentences: what is shown, of how many trials, what is left out. */
export function diagramCaption(diagram: PhaseDiagram, predicted?: string): string {
  const { value, cells, pooled, where } = diagram;
  let [fewest, most, widest, left, blank, filled] = [Number.POSITIVE_INFINITY, 0, 0, 0, 0, 0];
  for (const cell of cells) {
    left += cell.left;
    if (Number.isNaN(cell.value)) blank += 1;
    if (cell.trials === 0) continue;
    filled += 1;
    fewest = Math.min(fewest, cell.trials);
    most = Math.max(most, cell.trials);
    widest = Math.max(widest, cell.high - cell.low);
  }
  const each = filled === 0 ? "no trial has ended" : fewest === most ? `${most} trials a cell` : `${fewest} to ${most} trials a cell`;
  const kind =
    value.kind === "fraction" && filled > 0 ? `; the widest of Wilson's 95 % intervals is ${formatNumber(widest, { digits: 2 })}` : "";
  return [
    `${diagramValueText(value)}, ${each}${kind}.`,
    ...(Object.keys(where).length === 0
      ? []
      : [
          `At ${Object.entries(where)
            .map(([name, at]) => `${name} = ${at}`)
            .join(", ")}.`,
        ]),
    ...pooled.map(({ name, values }) => `Pooled over ${values.length} values of ${name}.`),
    ...(left === 0 ? [] : [`${left} ${left === 1 ? "trial" : "trials"} failed or unfinished, left out.`]),
    ...(blank === 0 ? [] : [`${blank} of ${cells.length} cells have no value and stay blank.`]),
    ...(predicted === undefined ? [] : [`Dashed, orange: ${predicted}.`]),
  ].join(" ");
}
