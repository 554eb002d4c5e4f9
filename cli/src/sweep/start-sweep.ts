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
  return makeTrials(host, { ...order, executor: factory, again: againText(["sweep", file], options), json: options.json === true });
}

/** The command that goes on, with what was not left at its default. */
function againText(words: readonly string[], { executor, workers, out, studies }: SweepOptions): string {
  return [
    "overparam",
    ...words,
    ...(executor === "threads" ? [] : ["--executor", executor]),
    ...(workers === undefined ? [] : ["--workers", String(workers)]),
    ...(out === "sweeps" ? [] : ["--out", out]),
    ...studies.flatMap((folder) => ["--studies", folder]),
  ].join(" ");
}
