import type { SweepOptions } from "../commands/sweep.ts";
import type { Host } from "../host.ts";
import type { ExecutorChoice } from "./executors/executor-choice.ts";
import { makeTrials } from "./make-trials.ts";
import { sweepOrder } from "./sweep-order.ts";

/** Starts a sweep, or goes on with it. */
export async function startSweep(host: Host, file: string, executor: ExecutorChoice, options: SweepOptions): Promise<number> {
  const factory = await executor.make(options);
  const { engine, ...order } = await sweepOrder(file, options, host.terminal);
  // The trials are made by workers with engines of their own.
  engine.close();
  return makeTrials(host, {
    ...order,
    executor: factory,
    again: againText(["sweep", file], executor, options),
    json: options.json === true,
  });
}

/** The command that goes on, with what was not left at its default. */
function againText(words: readonly string[], choice: ExecutorChoice, options: SweepOptions): string {
  const { executor, workers, out, studies } = options;
  return [
    "overparam",
    ...words,
    ...(executor === "threads" ? [] : ["--executor", executor]),
    ...(choice.again?.(options) ?? []),
    ...(workers === undefined ? [] : ["--workers", String(workers)]),
    ...(out === "sweeps" ? [] : ["--out", out]),
    ...studies.flatMap((folder) => ["--studies", folder]),
  ].join(" ");
}
