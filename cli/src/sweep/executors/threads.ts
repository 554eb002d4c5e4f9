import { availableParallelism } from "node:os";
import type { ExecutorChoice } from "./executor-choice.ts";

/** Worker threads of this process; no server needed. */
export const threads: ExecutorChoice = {
  name: "threads",
  says: "worker threads of this machine",
  workers: ({ workers }) => workers ?? availableParallelism(),
  make: async ({ workers }) => (await import("@overparam/lab/node/sweep")).threadSweepExecutor(workers),
};
