import { Worker } from "bullmq";
import { misuse } from "@overparam/core";
import { planSweep } from "../../../sweep/sweep-plan.ts";
import { sweepSource } from "../../../sweep/sweep-source.ts";
import type { Trial } from "../../../sweep/trial.ts";
import type { Redis } from "ioredis";
import { codeHash } from "../../studies/code-hash.ts";
import type { FoundStudy } from "../../studies/load-study.ts";
import { type TrialThread, trialThread } from "../trial-thread.ts";
import type { ChunkJob, ChunkResult } from "./chunk-job.ts";
import { openRedis } from "./open-redis.ts";
import type { RedisAddress } from "./redis-address.ts";
import { filesOf, prefix, type SweepNotice, type WorkerSign } from "./sweep-notice.ts";

/** What a station is made for. */
export interface StationOrder {
  readonly notice: SweepNotice;
  readonly found: FoundStudy;
  readonly redis: Redis;
  readonly address: RedisAddress;
  readonly worker: string;
  readonly threads: number;
}

/** One sweep at one worker: threads that make its trials, and the queue that they come from. */
export interface SweepStation {
  readonly notice: SweepNotice;
  status(): WorkerSign;
  /** Why it cannot go on; undefined while it can. */
  fault(): string | undefined;
  /** Stops threads, gives back what they have made; resolves with how many trials. */
  close(): Promise<number>;
}

/** Milliseconds without a sign after which a worker counts as dead and its chunk goes to another; and between two looks for that. */
const lockDuration = 6000;
const stalledInterval = 3000;
/** Workers that a chunk may take with it. */
const maxStalledCount = 2;
/** Milliseconds of work after which a chunk goes back with what is made of it, and of a piece of it. */
const chunkTime = 5000;
const pieceTime = 500;

interface Desk {
  readonly thread: TrialThread;
  /** Lines of the chunk that it works on. */
  lines: string[];
  free: boolean;
}

/**
 * Opens a station.
 *
 * @errors one sentence: other code, another plan, a backend that this machine does not have, a file that is gone
 */
export async function sweepStation({ notice, found, redis, address, worker, threads }: StationOrder): Promise<SweepStation> {
  const label = `sweep ${notice.id.slice(0, 12)}`;
  if (codeHash(found.path) !== notice.code) {
    throw misuse(
      label,
      "a worker must run the code that the sweep was started with",
      "other code",
      "install the same overparam and study here",
    );
  }
  const plan = planSweep(sweepSource(notice.file), found.study, notice.backend);
  if (plan.id !== notice.id)
    throw misuse(label, "a worker must plan the same sweep", plan.id.slice(0, 12), "install the same overparam here");
  const assets = await filesOf(redis, notice);
  const desks: Desk[] = [];
  let recorded = 0;
  let fault: string | undefined;
  for (let k = 0; k < threads; k++) {
    const thread = trialThread({
      name: `${worker}/${k}`,
      site: { plan, found, assets },
      onEvent: () => undefined,
      onLines(lines) {
        desk.lines.push(...lines);
        recorded += lines.length;
        return Promise.resolve();
      },
    });
    const desk: Desk = { thread, lines: [], free: true };
    desks.push(desk);
  }
  try {
    await Promise.all(desks.map(({ thread }) => thread.ready()));
  } catch (error) {
    await Promise.all(desks.map(({ thread }) => thread.end()));
    throw error;
  }
  let stopping = false;
  const make = async (desk: Desk, { trials }: ChunkJob): Promise<ChunkResult> => {
    desk.lines = [];
    const begun = performance.now();
    let at = 0;
    let size = 1;
    const left: number[] = [];
    while (at < trials.length && !stopping && performance.now() - begun < chunkTime) {
      const piece = trials.slice(at, at + size);
      const before = performance.now();
      const { missing } = await desk.thread.perform({ id: String(piece[0]), trials: piece.map((index): Trial => plan.trial(index)) });
      left.push(...missing.map(({ index }) => index));
      at += piece.length;
      const each = (performance.now() - before) / piece.length;
      size = Math.max(1, Math.min(2 * size, Math.floor(pieceTime / Math.max(each, 0.1))));
    }
    return { worker, lines: desk.lines, left: [...left, ...trials.slice(at)] };
  };
  const connection = await openRedis(address);
  const queue = new Worker<ChunkJob, ChunkResult, "chunk">(
    notice.queue,
    async ({ data }) => {
      const desk = desks.find(({ free }) => free);
      if (desk === undefined) throw new Error("more chunks than threads");
      desk.free = false;
      try {
        return await make(desk, data);
      } catch (error) {
        fault ??= error instanceof Error ? error.message : String(error);
        throw error;
      } finally {
        desk.free = true;
      }
    },
    { connection, prefix, concurrency: threads, lockDuration, stalledInterval, maxStalledCount, drainDelay: 1 },
  );
  // Redis is away, or the job is: both show where they matter.
  queue.on("error", () => undefined);
  return {
    notice,
    fault: () => fault,
    status() {
      const all = desks.map(({ thread }) => thread.status());
      const at = all.find(({ state }) => state === "running");
      return {
        worker,
        state: at === undefined ? "idle" : "running",
        recorded,
        ...(at?.trial === undefined ? {} : { trial: at.trial }),
        ...(at?.since === undefined ? {} : { since: at.since }),
      };
    },
    async close() {
      stopping = true;
      for (const { thread } of desks) thread.stop();
      await queue.close().catch(() => undefined);
      await Promise.all(desks.map(({ thread }) => thread.end()));
      connection.disconnect();
      return recorded;
    },
  };
}
