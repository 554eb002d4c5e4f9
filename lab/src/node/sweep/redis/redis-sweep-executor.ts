import { basename, join } from "node:path";
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Recorded, SweepEvent, SweepExecutor } from "../../../sweep/sweep-executor.ts";
import type { Trial } from "../../../sweep/trial.ts";
import { codeHash } from "../../studies/code-hash.ts";
import { decodeShardLine } from "../shard-line.ts";
import { shardWriter } from "../shard-writer.ts";
import type { ExecutorFactory, SweepSite } from "../sweep-site.ts";
import { type ChunkJob, chunkQueue } from "./chunk-job.ts";
import { openRedis } from "./open-redis.ts";
import type { RedisAddress } from "./redis-address.ts";
import { publish, queueName, signs, type SweepNotice, type WorkerSign, withdraw } from "./sweep-notice.ts";

/** Chunks that a sweep is cut into, where that makes none larger than the largest. */
const chunks = 256;
const largest = 200;
/** Milliseconds between two looks at results, and between two at workers and lost jobs. */
const look = 100;
const beat = 1000;
/** Results that are taken at a time. */
const batch = 64;
/** Milliseconds that workers have to put away what they are at once the work is cancelled, and that a Redis that is away is waited for then. */
const parting = 4000;

/**
 * An executor of a queue in Redis: workers (`overparam worker`) on any machine take chunks and give back lines, which this process alone writes and
 * makes safe. Jobs and results outlive it, and another coordinator of the same folder takes them over.
 *
 * @errors one sentence where there is no Redis
 */
export function redisSweepExecutor(address: RedisAddress): ExecutorFactory {
  return async (site) => {
    const notes: string[] = [];
    const redis = await openRedis(address, (here) =>
      notes.push(here ? `${address.shown} answers again` : `${address.shown} does not answer; the sweep waits for it`),
    );
    return executor(site, address, redis, notes);
  };
}

function executor(site: SweepSite, { shown }: RedisAddress, redis: Redis, notes: string[]): SweepExecutor {
  const { folder, shards, plan, found, assets } = site;
  const name = queueName(folder, basename(shards));
  const notice: SweepNotice = {
    queue: name,
    id: plan.id,
    study: plan.study,
    backend: plan.backend,
    code: codeHash(found.path),
    file: plan.file,
    files: [...assets.keys()],
  };
  const queue = chunkQueue(redis, name);
  queue.on("error", () => undefined);
  const shard = shardWriter(join(shards, "redis.jsonl"));
  /** Jobs that have no result yet, with their trials. */
  const out = new Map<string, readonly Trial[]>();
  /** Of every trial without a record, its job. */
  const holder = new Map<string, string>();
  const run = randomBytes(4).toString("hex");
  let serial = 0;
  let begun = false;
  let cancelled = false;
  let recorded = 0;
  let waiting = 0;
  let workers: readonly WorkerSign[] = [];
  const known = new Map<string, "ready" | "refused">();

  const send = async (parts: readonly (readonly Trial[])[]): Promise<void> => {
    for (let from = 0; from < parts.length; from += 500) {
      const jobs = parts.slice(from, from + 500).map((trials) => {
        const jobId = `${run}-${serial++}`;
        out.set(jobId, trials);
        for (const { id } of trials) holder.set(id, jobId);
        return chunk(jobId, trials);
      });
      await queue.addBulk(jobs);
    }
  };

  /** Takes over what an earlier coordinator has handed out: waiting, being made, or made with nobody to take the result. */
  const adopt = async (trials: readonly Trial[]): Promise<void> => {
    const asked = new Map(trials.map((trial) => [trial.index, trial]));
    for (const job of await queue.getJobs(["waiting", "active", "completed", "failed", "prioritized", "delayed"])) {
      const mine = job?.data.trials.flatMap((index) => asked.get(index) ?? []) ?? [];
      if (job?.id === undefined || mine.length === 0) continue;
      out.set(job.id, mine);
      for (const { id } of mine) holder.set(id, job.id);
    }
  };

  /** Ends a job: its trials without a record come back. */
  const settle = (job: string): readonly Trial[] => {
    const left = (out.get(job) ?? []).filter(({ id }) => holder.get(id) === job);
    for (const { id } of left) holder.delete(id);
    out.delete(job);
    return left;
  };

  /** Takes results, makes them safe, tells of them; gives what has to be made again. */
  const take = async (
    onEvent: (event: SweepEvent) => void,
  ): Promise<{ readonly again: readonly (readonly Trial[])[]; readonly lost: readonly Trial[] }> => {
    const again: (readonly Trial[])[] = [];
    const lost: Trial[] = [];
    const done = await queue.getJobs(["completed"], 0, batch - 1, true);
    const told = new Map<string, Recorded[]>();
    for (const job of done) {
      if (job?.id === undefined) continue;
      const { worker, lines } = job.returnvalue;
      for (const line of lines) {
        const entry = decodeShardLine(Buffer.from(line, "utf8"));
        if (entry === undefined || holder.get(entry.record.trial) !== job.id) continue;
        holder.delete(entry.record.trial);
        shard.add(entry);
        const { trial, status, reason } = entry.record;
        let list = told.get(worker);
        if (list === undefined) told.set(worker, (list = []));
        list.push({ trial, status, reason, took: entry.took });
      }
    }
    shard.sync();
    for (const [worker, trials] of told) {
      recorded += trials.length;
      onEvent({ kind: "recorded", worker, trials });
    }
    for (const job of done) {
      if (job?.id === undefined) continue;
      const left = settle(job.id);
      if (left.length > 0) again.push(left);
      await job.remove();
    }
    for (const job of await queue.getJobs(["failed"], 0, batch - 1, true)) {
      if (job?.id === undefined) continue;
      const left = settle(job.id);
      // A chunk whose worker dies again and again holds one trial that kills: alone, each shows which.
      if (left.length > 1) again.push(...left.map((trial) => [trial]));
      else lost.push(...left);
      await job.remove();
    }
    return { again, lost };
  };

  /** Looks at workers, and for jobs that a Redis which was killed has forgotten. */
  const survey = async (onEvent: (event: SweepEvent) => void): Promise<void> => {
    const { here, gone } = await signs(redis, name);
    workers = here.filter(({ refused }) => refused === undefined);
    for (const { worker, refused } of here) {
      const state = refused === undefined ? "ready" : "refused";
      if (known.get(worker) === state) continue;
      known.set(worker, state);
      onEvent(
        refused === undefined
          ? { kind: "worker", worker, state: "ready" }
          : { kind: "note", text: `worker ${worker} does not take part: ${refused}` },
      );
    }
    for (const worker of gone) {
      known.delete(worker);
      onEvent({ kind: "worker", worker, state: "gone", reason: "it no longer answers" });
    }
    const counts = await queue.getJobCounts();
    const there = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const active = counts.active ?? 0;
    waiting = there === 0 ? 0 : Math.round((holder.size * Math.max(0, there - active)) / there);
    if (there >= out.size) return;
    for (const [id, trials] of out) if ((await queue.getJob(id)) === undefined) await queue.addBulk([chunk(id, trials)]);
    await publish(redis, notice, assets);
  };

  const cancel = async (): Promise<void> => {
    if (cancelled) return;
    cancelled = true;
    await within(parting, withdraw(redis, name));
  };

  return {
    name: `workers at ${shown}`,
    async submit(trials, count) {
      let list = [...trials];
      if (count === 0 || list.length === 0) return;
      if (!begun) {
        await adopt(list);
        list = list.filter(({ id }) => !holder.has(id));
      }
      begun = true;
      const size = Math.max(1, Math.min(largest, Math.floor(list.length / chunks)));
      await send(Array.from({ length: Math.ceil(list.length / size) }, (_, k) => list.slice(k * size, (k + 1) * size)));
      waiting = holder.size;
      await publish(redis, notice, assets);
    },
    status: () => Promise.resolve({ waiting: Math.min(waiting, holder.size), recorded, workers }),
    cancel,
    async collect(onEvent, signal) {
      signal?.addEventListener("abort", () => void cancel());
      if (signal?.aborted === true) void cancel();
      const missing: Trial[] = [];
      let surveyed = Number.NEGATIVE_INFINITY;
      let end = Number.POSITIVE_INFINITY;
      const round = async (): Promise<void> => {
        const { again, lost } = await take(onEvent);
        missing.push(...lost);
        if (cancelled) missing.push(...again.flat());
        else await send(again);
        if (performance.now() - surveyed < beat) return;
        await survey(onEvent);
        surveyed = performance.now();
      };
      while (out.size > 0) {
        for (const text of notes.splice(0)) onEvent({ kind: "note", text });
        if (cancelled) end = Math.min(end, performance.now() + parting);
        const left = end - performance.now();
        // What waits is nobody's any more; what is being made comes back within a moment, or Redis is away.
        if (
          left <= 0 ||
          (cancelled && (await within(left, queue.getActiveCount())) === 0 && (await within(left, queue.getCompletedCount())) === 0)
        )
          break;
        const working = round();
        working.catch(() => undefined);
        // A Redis that is away answers when it is back, and may never be: a sweep that is told to stop does not wait for it.
        while (
          !(await within(
            look,
            working.then(() => true),
          )) &&
          !(cancelled && performance.now() > end)
        ) {
          for (const text of notes.splice(0)) onEvent({ kind: "note", text });
          if (cancelled) end = Math.min(end, performance.now() + parting);
        }
        if (out.size > 0) await pause(look);
      }
      for (const job of out.keys()) missing.push(...settle(job));
      waiting = 0;
      return { missing };
    },
    async close() {
      shard.close();
      await within(parting, withdraw(redis, name));
      // Results that could not be written are kept for the next start.
      if (out.size === 0) await within(parting, queue.obliterate({ force: true }));
      await within(parting, queue.close());
      redis.disconnect();
    },
  };
}

function chunk(jobId: string, trials: readonly Trial[]): { name: "chunk"; data: ChunkJob; opts: { jobId: string } } {
  return { name: "chunk", data: { trials: trials.map(({ index }) => index) }, opts: { jobId } };
}

/** What it gives, or undefined where it takes longer. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const stop = new AbortController();
  try {
    return await Promise.race([work, pause(milliseconds, undefined, { signal: stop.signal })]);
  } finally {
    stop.abort();
  }
}
