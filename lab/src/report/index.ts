/**
 * Views of records for people: figures as specifications, tables, citations, and the page of a report.
 *
 * @module
 */
export { authorParts } from "./author-name.ts";
export { bibtex } from "./bibtex.ts";
export { authorList, type CitationStyle, cite } from "./cite.ts";
export { figurePlot } from "./figure/figure-plot.ts";
export { palette } from "./figure/palette.ts";
export type { Plot } from "./figure/plot.ts";
export { formatEstimate, formatInterval, formatNumber, type NumberStyle } from "./format-number.ts";
export { metricsTable } from "./metrics-table.ts";
export { overparamReference } from "./overparam-reference.ts";
export { replayCommand, replayYaml } from "./replay.ts";
export { runTensors } from "./run-tensors.ts";
