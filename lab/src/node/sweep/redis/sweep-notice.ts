import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { realpathSync } from "node:fs";
import { type Backend, misuse, type NamedTensors } from "@overparam/core";
import type { Redis } from "ioredis";
import { readSafetensors, writeSafetensors } from "../../../format/safetensors.ts";
import { type SweepFile, sweepSchema } from "../../../sweep/sweep-file.ts";
import type { WorkerStatus } from "../../../sweep/sweep-executor.ts";

/** What a worker on another machine must know of a sweep to make its trials. */
export interface SweepNotice {
  /** Name of the queue of its chunks. */
  readonly queue: string;
  /** The plan's id: the worker's own plan must have it, too. */
  readonly id: string;
  readonly study: string;
  readonly backend: Backend;
  /** Hash of the code: the worker must run the same. */
  readonly code: string;
  readonly file: SweepFile;
  /** Hashes of the files that settings name; their tensors are in Redis. */
  readonly files: readonly string[];
}

/** A worker as it tells of itself about once a second. */
export interface WorkerSign extends WorkerStatus {
  /** Why it does not take part. */
  readonly refused?: string;
}

/** What keys begin with, those of the queues included. */
export const prefix = "overparam";

const noticeKey = `${prefix}:sweeps`;
const fileKey = (hash: string): string => `${prefix}:file:${hash}`;
const hereKey = (queue: string): string => `${prefix}:here:${queue}`;
const signKey = (queue: string, worker: string): string => `${prefix}:sign:${queue}:${worker}`;

/** Seconds that files stay after the sweep, and that a worker's sign is believed. */
const fileLife = 7 * 24 * 3600;
const signLife = 5;

/** The queue of a folder's sweep and generation: another folder has another, even for the same sweep. */
export function queueName(folder: string, generation: string): string {
  return `sweep-${createHash("sha256")
    .update(`${hostname()}\n${realpathSync(folder)}\n${generation}`)
    .digest("hex")
    .slice(0, 16)}`;
}

/** Tells workers of a sweep. */
export async function publish(redis: Redis, notice: SweepNotice, files: ReadonlyMap<string, NamedTensors>): Promise<void> {
  for (const [hash, tensors] of files) {
    if (notice.files.includes(hash)) await redis.set(fileKey(hash), Buffer.from(writeSafetensors(tensors)), "EX", fileLife);
  }
  await redis.hset(noticeKey, notice.queue, JSON.stringify(notice));
}

/** Ends what workers do for a sweep. */
export async function withdraw(redis: Redis, queue: string): Promise<void> {
  await redis.hdel(noticeKey, queue);
  await redis.del(hereKey(queue));
}

/** The sweeps that there are; those that this version does not understand are passed over. */
export async function notices(redis: Redis): Promise<readonly SweepNotice[]> {
  return Object.values(await redis.hgetall(noticeKey)).flatMap((text) => {
    try {
      const notice = JSON.parse(text) as SweepNotice;
      const file = sweepSchema.safeParse(notice.file);
      return file.success ? [{ ...notice, file: file.data }] : [];
    } catch {
      return [];
    }
  });
}

/** The files of a sweep. @errors one sentence where Redis no longer has one */
export async function filesOf(redis: Redis, notice: SweepNotice): Promise<ReadonlyMap<string, NamedTensors>> {
  const found = new Map<string, NamedTensors>();
  for (const hash of notice.files) {
    const bytes = await redis.getBuffer(fileKey(hash));
    if (bytes === null)
      throw misuse(`sweep ${notice.id.slice(0, 12)}`, "a file of the sweep must be in Redis", hash, "start the sweep again");
    found.set(hash, readSafetensors(bytes, hash).tensors);
  }
  return found;
}

/** A worker says that it is there, and what it does. */
export async function signOf(redis: Redis, queue: string, sign: WorkerSign): Promise<void> {
  await redis.set(signKey(queue, sign.worker), JSON.stringify(sign), "EX", signLife);
  await redis.sadd(hereKey(queue), sign.worker);
}

/** A worker goes. */
export async function unsign(redis: Redis, queue: string, worker: string): Promise<void> {
  await redis.del(signKey(queue, worker));
  await redis.srem(hereKey(queue), worker);
}

/** The workers that say that they are there, and the names of those that have stopped to; these are told once. */
export async function signs(
  redis: Redis,
  queue: string,
): Promise<{ readonly here: readonly WorkerSign[]; readonly gone: readonly string[] }> {
  const names = (await redis.smembers(hereKey(queue))).sort();
  if (names.length === 0) return { here: [], gone: [] };
  const texts = await redis.mget(names.map((name) => signKey(queue, name)));
  const gone = names.filter((_, k) => texts[k] === null);
  if (gone.length > 0) await redis.srem(hereKey(queue), ...gone);
  return { here: texts.flatMap((text) => (text === null || text === undefined ? [] : [JSON.parse(text) as WorkerSign])), gone };
}
