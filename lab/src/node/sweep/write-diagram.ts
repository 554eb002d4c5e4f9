import { join } from "node:path";
import type { Elementary } from "@overparam/core";
import { diagramFigure } from "../../report/diagram/diagram-figure.ts";
import { diagramPage } from "../../report/diagram/diagram-page.ts";
import { diagramTable } from "../../report/diagram/diagram-table.ts";
import { diagramSlices } from "../../report/diagram/slices-figure.ts";
import { diagramValueText } from "../../sweep/diagram/diagram-value.ts";
import { drawFigure } from "../figure/draw-figure.ts";
import { renderPng } from "../figure/render-png.ts";
import { renderSvg } from "../figure/render-svg.ts";
import { makeFolder } from "../file/make-folder.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import type { ReadDiagram } from "./read-diagram.ts";

/** What is written of a diagram. */
export interface DiagramFiles {
  readonly report: string;
  readonly svg: string;
  readonly png: string;
  readonly csv: string;
  /** Slices along the axes that are numbers: SVG and PNG. */
  readonly slices: readonly string[];
}

/**
 * Writes a phase diagram for people: heatmap and slices as SVG and PNG, the cells as CSV, and one HTML page with all of them. Equal records, equal bytes.
 *
 * @param folder made where it is missing; files in it are replaced
 * @cost about 50 ms a figure; half a second once for loading Vega
 * @errors one sentence where the disk refuses
 */
export async function writeDiagram(
  folder: string,
  read: ReadDiagram,
  { math, title, command }: { readonly math: Elementary; readonly title: string | undefined; readonly command: string },
): Promise<DiagramFiles> {
  const { stored, diagram, turned, trials } = read;
  const sweep = { id: stored.id, trials };
  const heading = title ?? `${diagramValueText(diagram.value)} over ${diagram.x.name} and ${diagram.y.name}`;
  const heatmap = diagramFigure(diagram, { title: heading, sweep, levels: read.levels, predicted: read.predicted });
  const slices = [
    { along: diagram.x.name, of: diagramSlices(math, diagram, sweep, "x") },
    { along: turned.x.name, of: diagramSlices(math, turned, sweep, "y") },
  ];
  const curves = slices.flatMap(({ of }) => (of.figure === undefined ? [] : [of.figure]));
  makeFolder(folder);
  const paths: string[] = [];
  for (const figure of [heatmap, ...curves]) {
    const path = join(folder, figure.id);
    writeAtomic(`${path}.svg`, await renderSvg(figure));
    writeAtomic(`${path}.png`, await renderPng(figure));
    paths.push(`${path}.svg`, `${path}.png`);
  }
  const figures = [];
  for (const figure of [heatmap, ...curves]) {
    const size = figure === heatmap || curves.length === 1 ? "whole" : "half";
    figures.push({ figure, size, ...(await drawFigure(figure, size)) } as const);
  }
  const facts = [
    ["sweep", stored.id],
    ["study", `${stored.study}, version ${stored.studyVersion}`],
    ["trials", `${trials} of ${stored.trials}`],
    ["backend", stored.backend],
    ["numerics", String(stored.numericsVersion)],
  ] as const;
  const report = join(folder, "report.html");
  writeAtomic(report, diagramPage({ title: heading, study: stored.study, diagram, slices, figures, facts, command }));
  const csv = join(folder, "cells.csv");
  const { columns, rows } = diagramTable(diagram);
  writeAtomic(csv, `${[columns, ...rows].map((row) => row.map(quoted).join(",")).join("\n")}\n`);
  const [svg = "", png = "", ...rest] = paths;
  return { report, svg, png, csv, slices: rest };
}

function quoted(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
