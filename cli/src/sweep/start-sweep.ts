import { planSweep, sweepSource } from "@overparam/lab/sweep";
import { refineSweep } from "@overparam/lab/node/sweep";
import type { SweepOptions } from "../commands/sweep.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import type { ExecutorChoice } from "./executors/executor-choice.ts";
import { makeTrials } from "./make-trials.ts";
import { sweepOrder } from "./sweep-order.ts";

/** Starts a sweep, or goes on with it; then looks closer at its boundary, where that is asked for. */
export async function startSweep(host: Host, file: string, executor: ExecutorChoice, options: SweepOptions): Promise<number> {
  const factory = await executor.make(options);
  const { engine, ...order } = await sweepOrder(file, options, host.terminal);
  // The trials are made by workers with engines of their own.
  engine.close();
  const how = { executor: factory, again: againText(["sweep", file], executor, options), json: options.json === true };
  const status = await makeTrials(host, { ...order, ...how });
  if (options.refine === undefined || status !== exitCode.ok) return status;
  const { folder, plan, found } = order;
  const { refineBy: by = "seeds", boundary } = options;
  const more = await refineSweep(folder, plan, { budget: options.refine, by, boundary });
  if (more.length === plan.file.more.length) {
    host.terminal.note("overparam: no cell of the diagram lies on its boundary; nothing is added.");
    return status;
  }
  return makeTrials(host, { ...order, ...how, plan: planSweep(sweepSource({ ...plan.file, more }), found.study, plan.backend) });
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
