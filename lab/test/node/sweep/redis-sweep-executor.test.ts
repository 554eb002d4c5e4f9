import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Engine } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisHere, startRedis } from "../../../../scripts/local-redis.mjs";
import { sweepExecutorConformance } from "../../../src/conformance/sweep-executor-conformance.ts";
import type { FoundStudy } from "../../../src/node/studies/load-study.ts";
import { redisAddress } from "../../../src/node/sweep/redis/redis-address.ts";
import { redisSweepExecutor } from "../../../src/node/sweep/redis/redis-sweep-executor.ts";
import { redisWorker, type RedisWorkerEvent } from "../../../src/node/sweep/redis/redis-worker.ts";
import type { SweepEvent } from "../../../src/sweep/sweep-executor.ts";
import { planSweep, type SweepPlan } from "../../../src/sweep/sweep-plan.ts";
import { sweepSource } from "../../../src/sweep/sweep-source.ts";
import { fixtureFolder, fixtureStudy } from "../../support/fixture-study.ts";
import { quadraticRecord, quadraticSweep } from "../../support/fixture-sweep.ts";
import { sweepFolder } from "../../support/sweep-folder.ts";
import { siteRecords } from "../../support/sweep-site.ts";

const all = (plan: SweepPlan) => Array.from({ length: plan.trials }, (_, k) => plan.trial(k));
const studies = fixtureFolder("quadratic");

describe.skipIf(!redisHere)("over a Redis", () => {
  const home = mkdtempSync(join(tmpdir(), "overparam-redis-"));
  let server: Awaited<ReturnType<typeof startRedis>>;
  let engine: Engine;
  let quadratic: FoundStudy;
  beforeAll(async () => {
    server = await startRedis(home);
    engine = await loadEngine({ backend: "wasm" });
    quadratic = await fixtureStudy("quadratic");
  });
  afterAll(async () => {
    engine.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const factory = () => redisSweepExecutor(redisAddress(server.url));

  const small = quadraticSweep(
    "axes: [{setting: size, list: [2, 3, 5]}, {setting: curvature, list: [1, 2]}]\nseeds: 4\nkeep: {curves: {of: [loss], points: 4}}",
  );
  /** Trials of about half a second. */
  const slow = quadraticSweep("config: {steps: 1.0e+6}\naxes: [{setting: size, list: [16]}]\nseeds: 8");
  const expected = (plan: SweepPlan) => all(plan).map((trial) => quadraticRecord(plan, engine, trial));
  const byTrial = <T extends { readonly trial: string }>(records: readonly T[]) =>
    [...records].sort((a, b) => (a.trial < b.trial ? -1 : 1));

  /** A worker of this process, for as long as `work` takes; gives what it told. */
  async function beside<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly told: readonly RedisWorkerEvent[] }> {
    const stop = new AbortController();
    const told: RedisWorkerEvent[] = [];
    const running = redisWorker({
      address: redisAddress(server.url),
      threads: 2,
      dirs: [studies],
      signal: stop.signal,
      onEvent: (event) => told.push(event),
    });
    try {
      return { result: await work(), told };
    } finally {
      stop.abort();
      await running;
    }
  }

  function child(): ChildProcess {
    const script = fileURLToPath(new URL("../../fixtures/child-redis-worker.mjs", import.meta.url));
    return spawn(process.execPath, [script, server.url, "1", studies], { stdio: ["ignore", "ignore", "inherit"] });
  }

  let workers: AbortController | undefined;
  let running: Promise<number> | undefined;
  describe("with a worker", () => {
    beforeAll(() => {
      workers = new AbortController();
      running = redisWorker({
        address: redisAddress(server.url),
        threads: 2,
        dirs: [studies],
        signal: workers.signal,
        onEvent: () => undefined,
      });
    });
    afterAll(async () => {
      workers?.abort();
      await running;
    });
    sweepExecutorConformance(
      { describe, it, expect },
      {
        name: "of workers over Redis",
        plan: () => small,
        expected: (trial) => quadraticRecord(small, engine, trial),
        async open() {
          const site = sweepFolder(small, quadratic);
          return { executor: await factory()(site), records: () => siteRecords(site) };
        },
      },
    );
  });

  it("a worker that is killed loses its chunk to another, and no record", async () => {
    const site = sweepFolder(slow, quadratic);
    const executor = await factory()(site);
    const first = child();
    const gone: string[] = [];
    try {
      await executor.submit(all(slow), slow.trials);
      let second: ChildProcess | undefined;
      const { missing } = await executor.collect((event: SweepEvent) => {
        if (event.kind === "worker" && event.state === "gone") gone.push(event.reason ?? "");
        if (event.kind !== "recorded" || second !== undefined) return;
        first.kill("SIGKILL");
        second = child();
      });
      second?.kill("SIGKILL");
      expect(missing).toEqual([]);
      expect(gone).toEqual(["it no longer answers"]);
      expect(byTrial(siteRecords(site))).toEqual(byTrial(expected(slow)));
    } finally {
      first.kill("SIGKILL");
      await executor.close();
    }
  }, 120_000);

  it("what is made while nobody takes it is taken by the next coordinator, and made once", async () => {
    const site = sweepFolder(small, quadratic);
    const first = await factory()(site);
    await first.submit(all(small), small.trials);
    // The first has gone without a word; its jobs are there, and a worker makes them.
    const { result } = await beside(async () => {
      await pause(4000);
      const second = await factory()(site);
      try {
        await second.submit(all(small), small.trials);
        const begun = performance.now();
        const { missing } = await second.collect(() => undefined);
        return { missing, milliseconds: performance.now() - begun };
      } finally {
        await second.close();
      }
    });
    expect(result.missing).toEqual([]);
    const lines = readdirSync(site.shards).flatMap((name) => readFileSync(join(site.shards, name), "utf8").trim().split("\n"));
    expect(lines).toHaveLength(small.trials);
    await first.close();
  });

  it("a Redis that is killed and started again goes on with the sweep", async () => {
    const site = sweepFolder(slow, quadratic);
    const executor = await factory()(site);
    const notes: string[] = [];
    const { result } = await beside(async () => {
      try {
        await executor.submit(all(slow), slow.trials);
        let killed: Promise<unknown> | undefined;
        return await executor.collect((event: SweepEvent) => {
          if (event.kind === "note") notes.push(event.text);
          if (event.kind === "recorded") {
            killed ??= server.kill().then(async () => {
              await pause(1500);
              await server.again();
            });
          }
        });
      } finally {
        await executor.close();
      }
    });
    expect(result.missing).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/does not answer; the sweep waits for it$/), expect.stringMatching(/answers again$/)]);
    expect(byTrial(siteRecords(site))).toEqual(byTrial(expected(slow)));
  }, 120_000);

  it("a worker with other code, or without the backend, refuses; the coordinator hears why", async () => {
    for (const [site, sentence] of [
      [
        sweepFolder(small, { ...quadratic, path: fixtureFolder("poison", "trouble") }),
        /a worker must run the code that the sweep was started with/,
      ],
      [sweepFolder(planSweep(sweepSource(small.file), quadratic.study, "avx1024" as never), quadratic), /avx1024/],
    ] as const) {
      const executor = await factory()(site);
      await executor.submit(all(small).slice(0, 2), 2);
      const heard: string[] = [];
      const { told } = await beside(async () => {
        const { missing } = await executor.collect((event: SweepEvent) => {
          if (event.kind !== "note") return;
          heard.push(event.text);
          void executor.cancel();
        });
        expect(missing).toHaveLength(2);
      });
      expect(heard).toEqual([expect.stringMatching(sentence)]);
      expect(told.filter(({ kind }) => kind === "refused")).toEqual([expect.objectContaining({ reason: expect.stringMatching(sentence) })]);
      await executor.close();
    }
  });

  it("leaves nothing in Redis of a sweep that is over", async () => {
    const { Redis } = await import("ioredis");
    const redis = new Redis(server.url);
    try {
      // The last signs of workers are forgotten after some seconds.
      await expect.poll(() => redis.keys("overparam:*"), { timeout: 8000, interval: 500 }).toEqual([]);
    } finally {
      redis.disconnect();
    }
  });
});

describe.skipIf(!redisHere)("a Redis with a password", () => {
  it("is refused in a sentence that does not hold the password, and so is one that forgets", async () => {
    const home = mkdtempSync(join(tmpdir(), "overparam-redis-"));
    const server = await startRedis(home, ["--requirepass", "sesame", "--maxmemory-policy", "allkeys-lru"]);
    try {
      const open = (user: string) => redisSweepExecutor(redisAddress(server.url.replace("//", `//${user}`)))(undefined as never);
      await expect(open(":melon@")).rejects.toThrow(
        /^redis:\/\/127\.0\.0\.1:\d+: a Redis is needed there; it asks for another name or password/,
      );
      await expect(open(":melon@")).rejects.not.toThrow(/melon/);
      await expect(open(":sesame@")).rejects.toThrow(/^redis:\/\/127\.0\.0\.1:\d+: this Redis must keep what it is given .*allkeys-lru/);
      await expect(open(":sesame@")).rejects.not.toThrow(/sesame/);
    } finally {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe("an address of a Redis", () => {
  it("is shown without name and password", () => {
    expect(redisAddress("redis://me:secret@host:7000/2").shown).toBe("redis://host:7000/2");
    expect(redisAddress("rediss://:secret@host").shown).toBe("rediss://host:6379");
  });
  it("that is none is refused without being repeated", () => {
    for (const text of ["secret", "http://me:secret@host", "redis://", "redis://me:secret@host/what"]) {
      expect(() => redisAddress(text)).toThrow(/^--redis: the address of a Redis is needed/);
      expect(() => redisAddress(text)).not.toThrow(/secret/);
    }
  });
});
