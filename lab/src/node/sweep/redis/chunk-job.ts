import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { prefix } from "./sweep-notice.ts";

/** A chunk of trials, by their places in the plan. */
export interface ChunkJob {
  readonly trials: readonly number[];
}

/** What a worker gives back. */
export interface ChunkResult {
  readonly worker: string;
  /** Encoded lines of a shard, one a record. */
  readonly lines: readonly string[];
  /** Places of trials that it has not made, because it was told to stop or the chunk took long. */
  readonly left: readonly number[];
}

export type ChunkQueue = Queue<ChunkJob, ChunkResult, "chunk">;

/** The queue of a sweep. Closing it leaves the connection open. */
export function chunkQueue(redis: Redis, name: string): ChunkQueue {
  return new Queue(name, {
    connection: redis,
    prefix,
    defaultJobOptions: { attempts: 1, removeOnComplete: false, removeOnFail: false },
    // Nobody listens to the events: results are looked for where they are kept.
    streams: { events: { maxLen: 100 } },
  }) as ChunkQueue;
}
