/**
 * What every implementation of the lab's contracts has to do; the test frame is handed in.
 *
 * @module
 */
export { type AsyncTestFrame, type ExecutorSubject, executorConformance } from "./executor-conformance.ts";
export { type OpenSweep, type SweepExecutorSubject, sweepExecutorConformance } from "./sweep-executor-conformance.ts";
