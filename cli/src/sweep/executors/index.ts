import type { ExecutorChoice } from "./executor-choice.ts";
import { redis } from "./redis.ts";
import { slurm } from "./slurm.ts";
import { threads } from "./threads.ts";

/** Where trials can be made, the default first. Each loads its libraries when it is used. */
export const executorChoices: readonly ExecutorChoice[] = [
  threads, //
  slurm,
  redis,
];
