/**
 * Plan → run → record → reduce → judge → report, on any host.
 *
 * @module
 */
export type * from "./judge/verification.ts";
export type * from "./plan/executor.ts";
export type * from "./plan/task.ts";
