export { type CellStatistic, cellStatistic } from "./cell-statistic.ts";
export { type ContourLine, contourLines } from "./contour-lines.ts";
export { type Slice, type SliceSlope, slices, sliceSlope } from "./diagram-slices.ts";
export { type DiagramValue, diagramValue, diagramValueText } from "./diagram-value.ts";
export { type DiagramAxis, type DiagramCell, type DiagramOrder, type PhaseDiagram, phaseDiagram } from "./phase-diagram.ts";
export { refinedTrials } from "./refined-trials.ts";
export { type RefineOrder, type Refinement, refine } from "./refine.ts";
export type { TrialRow } from "./trial-row.ts";
