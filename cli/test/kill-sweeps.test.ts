import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { killRedis } from "../../scripts/kill/redis.mjs";
import { killSlurm } from "../../scripts/kill/slurm.mjs";
import { killThreads } from "../../scripts/kill/threads.mjs";
import { redisHere } from "../../scripts/local-redis.mjs";
import { slurmHere } from "../../scripts/slurm-onebox.mjs";
import { folder } from "./support/folder.ts";

const home = folder("kill-sweeps");
const place = (name: string): string => {
  const made = join(home, name);
  mkdirSync(made);
  return made;
};

it("a sweep on threads killed three times, once while it writes its tables, ends byte for byte as if never killed", async () => {
  const found = await killThreads({ kills: 3, workers: 2, trials: 300, home: place("threads") });
  expect(found).toMatchObject({ kills: 3, faults: [], met: { compacting: 1 } });
}, 180_000);

it.skipIf(!redisHere)(
  "a sweep over Redis, with a worker and the Redis killed, ends byte for byte as if never killed",
  async () => {
    const found = await killRedis({ kills: 1, restarts: 1, trials: 600, home: place("redis") });
    expect(found).toMatchObject({ faults: [], met: { worker: 1, redis: 1 } });
  },
  180_000,
);

it.skipIf(!slurmHere)(
  "a sweep on Slurm with a task killed ends byte for byte as if never killed",
  async () => {
    const found = await killSlurm({ kinds: ["task"], trials: 200, steps: 8000, tasks: 4, home: place("slurm") });
    expect(found).toMatchObject({ faults: [], met: { task: 1 } });
  },
  180_000,
);
