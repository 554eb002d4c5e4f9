/**
 * Phase diagrams of recorded sweeps, for pages: no study, no files.
 *
 * @module
 */
export { type DiagramValue, diagramValue, diagramValueText } from "./sweep/diagram/diagram-value.ts";
export { type DiagramAxis, type DiagramCell, type PhaseDiagram, phaseDiagram } from "./sweep/diagram/phase-diagram.ts";
export type { TrialRow } from "./sweep/diagram/trial-row.ts";
export { diagramCaption, diagramFigure } from "./report/diagram/diagram-figure.ts";
export { valuePlace, valueRange } from "./report/diagram/value-range.ts";
export { diagramTable } from "./report/diagram/diagram-table.ts";
export { decodeSweepTable, type SweepTable } from "./sweep/sweep-table.ts";
