import { reopenSweep } from "@overparam/lab/node/sweep";
import type { RetryOptions } from "../commands/retry.ts";
import type { Host } from "../host.ts";
import { studyFolders } from "../options/find-studies.ts";
import { findSweep } from "../options/find-sweep.ts";
import type { ExecutorChoice } from "./executors/executor-choice.ts";
import { makeTrials } from "./make-trials.ts";

/** Makes the failed trials of a sweep again. */
export async function retrySweep(host: Host, name: string, executor: ExecutorChoice, options: RetryOptions): Promise<number> {
  const factory = await executor.make(options);
  const folder = findSweep(name, options.sweeps);
  const { stored, found, plan, assets } = await reopenSweep(folder, studyFolders(options.studies));
  return makeTrials(host, {
    folder,
    found,
    plan,
    assets,
    files: stored.files,
    executor: factory,
    retry: true,
    again: `overparam retry --failed ${folder}`,
    json: options.json === true,
  });
}
