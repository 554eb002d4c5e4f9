/**
 * Sweeps: files, plans, trials and their records, on any host.
 *
 * @module
 */
export type { AxisScale } from "./axis-values.ts";
export { parseSweep } from "./parse-sweep.ts";
export { failedRecord, type Halt, outOfTime, runTrial, type TrialBench } from "./run-trial.ts";
export type * from "./sweep-executor.ts";
export {
  type AxisValue,
  type Budget,
  type Keep,
  type StopRule,
  type SweepAxis,
  type SweepEntry,
  type SweepFile,
  type SweepInput,
  sweepJsonSchema,
  sweepSchema,
} from "./sweep-file.ts";
export { type PlannedAxis, plannedAxes } from "./planned-axis.ts";
export { type Cell, type Dimension, planSweep, seedsOf, type SweepPlan } from "./sweep-plan.ts";
export { checkDistinct } from "./same-run.ts";
export { decodeSweepTable, encodeSweepTable, mostRows, type SweepTable } from "./sweep-table.ts";
export { SourceFault, type SweepSource, sweepSource } from "./sweep-source.ts";
export type * from "./trial.ts";
export { type Condition, groupRows, meets, parseCondition, type TableAnswer, type TableValue } from "./table-query.ts";
export * from "./diagram/index.ts";
export * from "../report/diagram/index.ts";
