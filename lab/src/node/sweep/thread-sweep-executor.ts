import { availableParallelism } from "node:os";
import { join } from "node:path";
import { misuse } from "@overparam/core";
import type { SweepEvent, SweepExecutor } from "../../sweep/sweep-executor.ts";
import type { Trial } from "../../sweep/trial.ts";
import { asError } from "../file/as-error.ts";
import type { ExecutorFactory, SweepSite } from "./sweep-site.ts";
import { type TrialThread, trialThread } from "./trial-thread.ts";

/** Milliseconds of work that a chunk should hold: long enough to cost nothing, short enough to share the end fairly. */
const chunkTime = 200;
const largest = 2000;
/** Chunks that a thread has at hand, so that it never waits for the next. */
const ahead = 2;

/** An executor of worker threads on this machine, one single-threaded engine and one shard each. */
export function threadSweepExecutor(workers: number = availableParallelism()): ExecutorFactory {
  if (!Number.isSafeInteger(workers) || workers < 1) {
    throw misuse("workers", "the number of workers must be a whole number from 1 on", workers);
  }
  return (site) => Promise.resolve(executor(site, workers));
}

function executor(site: SweepSite, workers: number): SweepExecutor {
  let listener: (event: SweepEvent) => void = () => {};
  /** Mean milliseconds of the latest trials. */
  let mean: number | undefined;
  const hear = (event: SweepEvent): void => {
    if (event.kind === "recorded") {
      for (const { took } of event.trials) mean = mean === undefined ? took : 0.95 * mean + 0.05 * took;
    }
    listener(event);
  };
  const threads: readonly TrialThread[] = Array.from({ length: workers }, (_, k) =>
    trialThread({ name: `thread-${k}`, site, shard: join(site.shards, `thread-${k}.jsonl`), onEvent: hear }),
  );
  const queue: Iterator<Trial>[] = [];
  let waiting = 0;
  let cancelled = false;
  let chunks = 0;

  const next = (): Trial | undefined => {
    while (queue.length > 0) {
      const { done, value } = (queue[0] as Iterator<Trial>).next();
      if (done !== true) {
        waiting -= 1;
        return value;
      }
      queue.shift();
    }
    return undefined;
  };
  const take = (): readonly Trial[] => {
    const fair = Math.ceil(waiting / (2 * ahead * workers));
    const size = mean === undefined ? 1 : Math.max(1, Math.min(largest, fair, Math.floor(chunkTime / Math.max(mean, 1e-3))));
    const trials: Trial[] = [];
    for (let trial = next(); trial !== undefined; trial = next()) {
      trials.push(trial);
      if (trials.length >= size) break;
    }
    return trials;
  };
  const cancel = (): void => {
    cancelled = true;
    for (const thread of threads) thread.stop();
  };

  return {
    name: `${workers} thread${workers === 1 ? "" : "s"}`,
    submit(trials, count) {
      queue.push(trials[Symbol.iterator]());
      waiting += count;
      return Promise.resolve();
    },
    status() {
      const all = threads.map((thread) => thread.status());
      return Promise.resolve({
        waiting: Math.max(0, waiting),
        recorded: all.reduce((sum, { recorded }) => sum + recorded, 0),
        workers: all,
      });
    },
    cancel() {
      cancel();
      return Promise.resolve();
    },
    async collect(onEvent, signal) {
      listener = onEvent;
      const onAbort = (): void => cancel();
      if (signal?.aborted === true) cancel();
      signal?.addEventListener("abort", onAbort);
      const missing: Trial[] = [];
      let fault: Error | undefined;
      const feed = async (thread: TrialThread): Promise<void> => {
        while (!cancelled && fault === undefined) {
          const trials = take();
          if (trials.length === 0) return;
          chunks += 1;
          try {
            missing.push(...(await thread.perform({ id: String(chunks), trials })).missing);
          } catch (error) {
            fault ??= asError(error);
            cancel();
          }
        }
      };
      await Promise.all(threads.flatMap((thread) => Array.from({ length: ahead }, () => feed(thread))));
      if (fault !== undefined) throw fault;
      for (let trial = next(); trial !== undefined; trial = next()) missing.push(trial);
      return { missing };
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}
