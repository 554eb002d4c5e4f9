import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { misuse } from "@overparam/core";
import type { Recorded, SweepEvent, SweepExecutor } from "../../../sweep/sweep-executor.ts";
import type { Trial } from "../../../sweep/trial.ts";
import { makeFolder } from "../../file/make-folder.ts";
import { writeAtomic } from "../../file/write-atomic.ts";
import { readShards, shardNames } from "../read-shards.ts";
import { readTrialProgress } from "../trial-progress-file.ts";
import type { ExecutorFactory, SweepSite } from "../sweep-site.ts";
import { runSlurm } from "./run-slurm.ts";
import {
  batchCount,
  jobStem,
  newJobName,
  progressPath,
  readBatches,
  refusalPath,
  scriptPath,
  slurmFolder,
  trialsOfTask,
  writeBatch,
} from "./slurm-folder.ts";
import { largestArray, slurmQueue } from "./slurm-queue.ts";
import { slurmScript } from "./slurm-script.ts";
import { phaseOf, type SlurmTask } from "./slurm-tasks.ts";

/** How array jobs are made. */
export interface SlurmOptions {
  /** Tasks of an array at most: trials are spread over them. */
  readonly tasks?: number;
  /** Tasks at a time at most. */
  readonly atOnce?: number;
  /** Time limit of a task, in minutes. */
  readonly minutes?: number;
  /** More options for sbatch, each as on its command line. */
  readonly more?: readonly string[];
}

/** Sites cap arrays, often at 1000 tasks. */
const usualTasks = 200;
/** Milliseconds between two looks at the shards, and between two at the queue. */
const look = 250;
const ask = 2000;
/** Looks at the queue in which a task is absent or at its end before it counts as gone: shards on a network file system may lag behind. */
const grace = 2;
/** MiB that a task takes besides the memory of its engine. */
const besides = 512;
/** Milliseconds that cancelled tasks have to put away what they are at. */
const parting = 40_000;

/** A task that was handed over and has trials without a record. */
interface Handed {
  readonly batch: number;
  readonly task: number;
  readonly left: Map<string, Trial>;
  phase: "waiting" | "working";
  recorded: number;
  absent: number;
}

/** The script that a sweep would be submitted with first. */
export function slurmSketch(folder: string, trials: number, memory: number | undefined, options: SlurmOptions): string {
  const tasks = Math.max(1, Math.min(options.tasks ?? usualTasks, trials));
  return script("overparam-sweep-0", 0, tasks, folder, join(folder, "slurm"), memory, options);
}

/**
 * An executor of Slurm array jobs: a task is a chunk of trials, with a shard of its own.
 *
 * The sweep's folder, the study and this program must be where every node sees them under the same path. Tasks outlive the coordinator, and another one
 * of the same folder takes them over.
 *
 * @errors one sentence where there is no Slurm
 */
export function slurmSweepExecutor(options: SlurmOptions = {}): ExecutorFactory {
  return async (site) => {
    await runSlurm("squeue", ["--version"]);
    return executor(site, options, await largestArray());
  };
}

function executor(site: SweepSite, options: SlurmOptions, largest: number): SweepExecutor {
  const { folder, shards, plan } = site;
  const generation = basename(shards);
  const place = slurmFolder(folder, generation);
  makeFolder(place);
  const stem = jobStem(folder, generation);
  const queue = slurmQueue(stem);
  /** Tasks with trials that have no record, by their id in Slurm. */
  const handed = new Map<string, Handed>();
  /** The task that each trial without a record is with. */
  const holder = new Map<string, string>();
  const jobs = new Set<string>();
  /** Iterations of the checkpoints that tasks have kept, by trial. */
  const reached = new Map<string, number>();
  let recorded = 0;
  let read: Readonly<Record<string, number>> = Object.fromEntries(
    shardNames(shards).map((name) => [name, statSync(join(shards, name)).size]),
  );
  let begun = false;
  let cancelled = false;

  const hand = (job: string, batch: number, task: number, trials: readonly Trial[]): void => {
    if (trials.length === 0) return;
    const id = `${job}_${task}`;
    jobs.add(job);
    handed.set(id, { batch, task, left: new Map(trials.map((trial) => [trial.id, trial])), phase: "waiting", recorded: 0, absent: 0 });
    for (const trial of trials) holder.set(trial.id, id);
  };

  /** Takes over the tasks of a coordinator that is gone. */
  const adopt = async (trials: readonly Trial[]): Promise<void> => {
    const batches = readBatches(place);
    if (batches.size === 0) return;
    const asked = new Map(trials.map((trial) => [trial.index, trial]));
    for (const { job, task, state, name } of await queue.known()) {
      const batch = batches.get(name);
      if (batch === undefined || phaseOf({ state }) === "ended") continue;
      hand(
        job,
        batch.number,
        task,
        trialsOfTask(batch, task).flatMap((index) => asked.get(index) ?? []),
      );
      // What it recorded while nobody looked is told, too.
      read = Object.fromEntries(Object.entries(read).filter(([shard]) => !shard.startsWith(`slurm-${job}_${task}`)));
    }
  };

  const submitBatch = async (trials: readonly Trial[]): Promise<void> => {
    const number = batchCount(place);
    const tasks = Math.min(options.tasks ?? usualTasks, largest, trials.length);
    const name = newJobName(stem, number);
    writeBatch(place, number, { tasks, trials: trials.map(({ index }) => index), name });
    writeAtomic(scriptPath(place, number), script(name, number, tasks, folder, place, plan.file.budget.memory, options));
    const job = await queue.submit(name, scriptPath(place, number));
    for (let task = 0; task < tasks; task++) hand(job, number, task, trialsOfTask({ tasks, trials }, task));
  };

  /** Tells of records that have come. */
  const readNew = (onEvent: (event: SweepEvent) => void): void => {
    const found = new Map<string, Recorded[]>();
    const reading = readShards(
      shards,
      ({ record, took }) => {
        const id = holder.get(record.trial);
        const from = id === undefined ? undefined : handed.get(id);
        if (id === undefined || from === undefined) return;
        holder.delete(record.trial);
        from.left.delete(record.trial);
        from.recorded += 1;
        recorded += 1;
        let list = found.get(id);
        if (list === undefined) found.set(id, (list = []));
        list.push({ trial: record.trial, status: record.status, reason: record.reason, took });
      },
      read,
    );
    read = reading.bytes;
    for (const [worker, trials] of found) onEvent({ kind: "recorded", worker, trials });
    for (const [id, { left }] of handed) if (left.size === 0) handed.delete(id);
  };

  /** @errors what a task could not work for */
  const refusals = (): void => {
    for (const [id, { batch, task }] of handed) {
      const path = refusalPath(place, batch, task);
      if (!existsSync(path)) continue;
      const sentence = readFileSync(path, "utf8");
      rmSync(path, { force: true });
      throw misuse(`Slurm task ${id}`, sentence.replace(/\.$/, ""));
    }
  };

  /** Looks at the queue: who works, and whose trials come back. */
  const follow = (tasks: readonly SlurmTask[], onEvent: (event: SweepEvent) => void): readonly Trial[] => {
    const now = new Map(tasks.map((task) => [`${task.job}_${task.task}`, task]));
    const missing: Trial[] = [];
    for (const [id, task] of handed) {
      const found = now.get(id);
      const phase = found === undefined ? "ended" : phaseOf(found);
      if (phase === "ended") {
        task.absent += 1;
        if (task.absent < grace) continue;
        missing.push(...task.left.values());
        handed.delete(id);
        for (const trial of task.left.keys()) holder.delete(trial);
        const why = found === undefined ? "Slurm no longer knows it" : saidOf(found);
        onEvent({ kind: "worker", worker: id, state: "gone", reason: `${why}, ${task.left.size} of its trials not recorded` });
        continue;
      }
      task.absent = 0;
      if (phase === "working" && task.phase === "waiting") onEvent({ kind: "worker", worker: id, state: "ready" });
      task.phase = phase;
    }
    return missing;
  };

  /** Has one of these trials come further than when it was last looked at? Tasks keep a checkpoint before their time is over. */
  const furthered = (trials: readonly Trial[]): boolean =>
    trials.reduce((any, { id }) => {
      const iteration = readTrialProgress(progressPath(place, id))?.checkpoint.iteration ?? 0;
      const further = iteration > (reached.get(id) ?? 0);
      if (further) reached.set(id, iteration);
      return any || further;
    }, false);

  const cancel = async (): Promise<void> => {
    if (cancelled) return;
    cancelled = true;
    await queue.cancel(jobs);
  };

  return {
    name: "Slurm",
    async submit(trials, count) {
      let list = [...trials];
      if (count === 0 || list.length === 0) return;
      if (!begun) {
        await adopt(list);
        list = list.filter(({ id }) => !holder.has(id));
      }
      begun = true;
      if (list.length > 0) await submitBatch(list);
    },
    status: () => {
      const all = [...handed];
      return Promise.resolve({
        waiting: all.reduce((sum, [, { phase, left }]) => sum + (phase === "waiting" ? left.size : 0), 0),
        workers: all.flatMap(([worker, { phase, recorded: made }]) =>
          phase === "working" ? [{ worker, state: "running" as const, recorded: made }] : [],
        ),
        recorded,
      });
    },
    cancel,
    async collect(onEvent, signal) {
      signal?.addEventListener("abort", () => void cancel());
      if (signal?.aborted === true) void cancel();
      const missing: Trial[] = [];
      let asked = Number.NEGATIVE_INFINITY;
      let silent = false;
      let end = Number.POSITIVE_INFINITY;
      for (;;) {
        readNew(onEvent);
        refusals();
        if (handed.size === 0) return { missing, progressed: furthered(missing) };
        const now = performance.now();
        if (cancelled) end = Math.min(end, now + parting);
        if (now > end) break;
        if (now - asked >= (cancelled ? look : ask)) {
          const tasks = await queue.tasks();
          asked = performance.now();
          if ((tasks === undefined) !== silent) {
            silent = tasks === undefined;
            onEvent({
              kind: "note",
              text: silent
                ? "Slurm's controller does not answer; its tasks go on, and so does the waiting"
                : "Slurm's controller answers again",
            });
          }
          if (tasks !== undefined) {
            // What ended before the answer has written before the answer.
            readNew(onEvent);
            missing.push(...follow(tasks, onEvent));
          }
        }
        if (handed.size > 0) await pause(look);
      }
      for (const { left } of handed.values()) missing.push(...left.values());
      handed.clear();
      holder.clear();
      return { missing };
    },
    async close() {
      // Tasks whose trials all have a record end by themselves; the others would work for nobody.
      if (handed.size > 0) await cancel();
    },
  };
}

function saidOf({ state, reason }: SlurmTask): string {
  const how = `it ended as ${state}`;
  return reason === "None" || reason === "" ? how : `${how} (${reason})`;
}

function script(
  name: string,
  batch: number,
  tasks: number,
  folder: string,
  place: string,
  memory: number | undefined,
  options: SlurmOptions,
): string {
  const { atOnce, minutes, more } = options;
  return slurmScript({
    name,
    tasks,
    ...(atOnce === undefined ? {} : { atOnce }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(memory === undefined ? {} : { memory: memory + besides }),
    ...(more === undefined ? {} : { more }),
    log: join(resolve(place), "%A_%a.log"),
    command: [process.execPath, entry(), resolve(folder), String(batch)],
  });
}

/** The compiled entry of a task, also where this file is read as TypeScript. */
function entry(): string {
  const here = import.meta.url;
  return fileURLToPath(
    here.endsWith(".ts") ? new URL("../../../../dist/node/sweep/slurm/slurm-worker.js", here) : new URL("./slurm-worker.js", here),
  );
}
