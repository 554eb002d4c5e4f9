import { rmSync } from "node:fs";
import { join } from "node:path";
import { misuse } from "@overparam/core";
import type { Abort } from "../../../plan/executor.ts";
import type { Trial } from "../../../sweep/trial.ts";
import { codeHash } from "../../studies/code-hash.ts";
import { readShards } from "../read-shards.ts";
import { reopenSweep } from "../reopen-sweep.ts";
import { shardFolder } from "../sweep-json.ts";
import { readTrialProgress, writeTrialProgress } from "../trial-progress-file.ts";
import { trialThread } from "../trial-thread.ts";
import { progressPath, readBatch, slurmFolder, taskShard, trialsOfTask } from "./slurm-folder.ts";

/** Which task, as Slurm's environment says it. */
export interface TaskPlace {
  readonly folder: string;
  readonly batch: number;
  readonly task: number;
  /** The array's job. */
  readonly job: string;
  /** Times that Slurm has started it again. */
  readonly attempt: number;
}

/**
 * Makes the trials of one task of an array job, in a thread, into a shard of its own; on `signal` keeps a checkpoint of the trial that it is at.
 *
 * @returns how many are recorded, and how many are not because it was told to stop
 * @errors one sentence: code or backend is not that of the sweep, the disk is full
 */
export async function performTask(
  { folder, batch, task, job, attempt }: TaskPlace,
  signal: Abort,
): Promise<{ readonly made: number; readonly left: number }> {
  const { stored, found, plan, assets } = await reopenSweep(folder);
  if (codeHash(found.path) !== stored.code) {
    throw misuse(
      folder,
      "a task must run the code that the sweep was started with",
      "other code",
      "start the sweep again: it goes on with the new code",
    );
  }
  const place = slurmFolder(folder, stored.generation);
  const shards = shardFolder(folder, stored.generation);
  const wanted = new Map(trialsOfTask(readBatch(place, batch), task).map((index) => [plan.trial(index).id, index]));
  // The coordinator hands over what has no record; only a task that Slurm starts again may find some.
  if (attempt > 0) {
    readShards(shards, ({ record }) => {
      if (record.status !== "unfinished") wanted.delete(record.trial);
    });
  }
  const name = `${job}_${task}`;
  let made = 0;
  const thread = trialThread({
    name,
    site: { plan, found, assets },
    shard: join(shards, taskShard(job, task, attempt)),
    onEvent(event) {
      if (event.kind !== "recorded") return;
      made += event.trials.length;
      for (const { trial } of event.trials) rmSync(progressPath(place, trial), { force: true });
    },
  });
  signal.addEventListener("abort", () => thread.stop());
  if (signal.aborted) thread.stop();
  let left = 0;
  const make = async (trials: readonly Trial[], from?: ReturnType<typeof readTrialProgress>): Promise<void> => {
    const end = await thread.perform({ id: name, trials }, from);
    left += end.missing.length;
    if (end.progress !== undefined) writeTrialProgress(progressPath(place, end.progress.trial), end.progress);
  };
  try {
    const trials = [...wanted.values()].map((index) => plan.trial(index));
    const begun = trials.flatMap((trial) => {
      const progress = readTrialProgress(progressPath(place, trial.id));
      return progress?.trial === trial.id ? [{ trial, progress }] : [];
    });
    for (const { trial, progress } of begun) await make([trial], progress);
    const rest = new Set(trials);
    for (const { trial } of begun) rest.delete(trial);
    await make([...rest]);
    return { made, left };
  } finally {
    await thread.end();
  }
}
