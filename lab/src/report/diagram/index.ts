export { contourLevels } from "./contour-levels.ts";
export { diagramTable } from "./diagram-table.ts";
export { type DiagramDress, diagramCaption, diagramFigure } from "./diagram-figure.ts";
export { type DiagramSlices, diagramSlices, slopeText } from "./slices-figure.ts";
export { type ValueRange, valuePlace, valueRange } from "./value-range.ts";
