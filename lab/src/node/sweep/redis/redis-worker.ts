import { randomBytes } from "node:crypto";
import { availableParallelism, hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { misuse } from "@overparam/core";
import { reason } from "../../../run/reason.ts";
import { findStudy } from "../../studies/find-study.ts";
import { openRedis } from "./open-redis.ts";
import type { RedisAddress } from "./redis-address.ts";
import { notices, signOf, type SweepNotice, unsign } from "./sweep-notice.ts";
import { type SweepStation, sweepStation } from "./sweep-station.ts";

/** How a worker works. */
export interface RedisWorkerOptions {
  readonly address: RedisAddress;
  /** Trials at a time, each in a thread. */
  readonly threads?: number;
  /** Folders to look for studies in, besides the built-in ones. */
  readonly dirs?: readonly string[];
  /** Seconds without any sweep after which it ends; for ever if not said. */
  readonly idle?: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RedisWorkerEvent) => void;
}

/** What a worker tells. */
export type RedisWorkerEvent =
  | { readonly kind: "serving"; readonly worker: string; readonly at: string; readonly threads: number }
  | { readonly kind: "sweep"; readonly id: string; readonly study: string; readonly state: "taken" | "ended"; readonly recorded: number }
  | { readonly kind: "refused"; readonly id: string; readonly study: string; readonly reason: string }
  | { readonly kind: "connection"; readonly at: string; readonly here: boolean };

/** Milliseconds between two looks for sweeps. */
const beat = 1000;

/**
 * Makes trials of every sweep that Redis tells of, until `signal`; gives how many.
 *
 * Trials run in threads, so that the queue is answered while they do. A sweep whose code or backend this machine does not have is refused, and its
 * coordinator told why.
 *
 * @errors one sentence where there is no Redis
 */
export async function redisWorker({
  address,
  threads = availableParallelism(),
  dirs = [],
  idle,
  signal,
  onEvent,
}: RedisWorkerOptions): Promise<number> {
  if (!Number.isSafeInteger(threads) || threads < 1)
    throw misuse("workers", "the number of workers must be a whole number from 1 on", threads);
  const redis = await openRedis(address, (here) => onEvent({ kind: "connection", at: address.shown, here }));
  const worker = `${hostname()}-${process.pid}-${randomBytes(2).toString("hex")}`;
  const stations = new Map<string, SweepStation>();
  const refused = new Map<string, string>();
  let made = 0;
  let busy = performance.now();
  onEvent({ kind: "serving", worker, at: address.shown, threads });

  const take = async (notice: SweepNotice): Promise<void> => {
    const { queue, id, study } = notice;
    try {
      const found = await findStudy(study, { dirs });
      stations.set(queue, await sweepStation({ notice, found, redis, address, worker, threads }));
      refused.delete(queue);
      onEvent({ kind: "sweep", id, study, state: "taken", recorded: 0 });
    } catch (error) {
      const sentence = reason(error).replace(/\.$/, "");
      if (refused.get(queue) !== sentence) onEvent({ kind: "refused", id, study, reason: sentence });
      refused.set(queue, sentence);
    }
  };
  const end = async (queue: string, station: SweepStation): Promise<void> => {
    stations.delete(queue);
    made += await station.close();
    await Promise.race([unsign(redis, queue, worker), pause(1000)]);
    const { id, study } = station.notice;
    onEvent({ kind: "sweep", id, study, state: "ended", recorded: station.status().recorded });
  };
  const round = async (): Promise<void> => {
    const there = new Map((await notices(redis)).map((notice) => [notice.queue, notice]));
    for (const [queue, station] of stations) {
      // A notice that says another thing is another sweep in the same folder.
      if (there.get(queue)?.id !== station.notice.id) await end(queue, station);
      else if (station.fault() !== undefined) {
        refused.set(queue, station.fault() as string);
        await end(queue, station);
      }
    }
    for (const queue of refused.keys()) if (!there.has(queue)) refused.delete(queue);
    for (const [queue, notice] of there) if (!stations.has(queue) && !refused.has(queue)) await take(notice);
    for (const [queue, station] of stations) await signOf(redis, queue, station.status());
    for (const [queue, sentence] of refused) await signOf(redis, queue, { worker, state: "idle", recorded: 0, refused: sentence });
    if (stations.size > 0) busy = performance.now();
  };

  try {
    while (!signal.aborted) {
      await orAborted(round(), signal);
      if (idle !== undefined && performance.now() - busy > 1000 * idle) break;
      await pause(beat, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    const open = [...stations];
    await Promise.race([Promise.all(open.map(([queue, station]) => end(queue, station))), pause(5000)]);
    await Promise.race([
      Promise.all([...open.map(([queue]) => queue), ...refused.keys()].map((queue) => unsign(redis, queue, worker))),
      pause(1000),
    ]);
    redis.disconnect();
  }
  return made;
}

/** Waits for work, but not after `signal`: a Redis that is away answers only when it is back. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await Promise.race([work, stopped]);
}
