// kill -9 of sweeps at random moments, again and again, wherever their trials are made:
//   node scripts/kill-sweeps.mjs [--only threads,redis,slurm] [--kills 30] [--workers 1,2,4] [--trials 2000]
//
// Afterwards trials.parquet has to be, byte for byte, that of a sweep that was never touched; no trial may be missing, and none may count twice.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killRedis } from "./kill/redis.mjs";
import { killSlurm } from "./kill/slurm.mjs";
import { killThreads } from "./kill/threads.mjs";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "threads,redis,slurm" },
    kills: { type: "string", default: "30" },
    workers: { type: "string", default: "1,2,4" },
    trials: { type: "string", default: "2000" },
  },
});
const only = values.only.split(",");
const trials = Number(values.trials);
const kills = Number(values.kills);
const home = mkdtempSync(join(tmpdir(), "overparam-kill-"));
let bad = 0;

async function matrix(title, name, work) {
  console.log(`${title}:`);
  const place = join(home, name);
  mkdirSync(place);
  const { met, sweeps, again, faults, seconds } = await work({ trials, home: place, tell: console.log });
  bad += faults.length;
  const all = Object.values(met).reduce((sum, count) => sum + count, 0);
  const parts = Object.entries(met).map(([what, count]) => `${count} ${what}`);
  const verdict =
    faults.length === 0 ? "trials.parquet and curves.parquet are byte-identical, no trial lost, none counted twice" : faults.join("; ");
  const of = `${sweeps} sweep${sweeps === 1 ? "" : "s"} of ${trials} trials, ${seconds.toFixed(0)} s`;
  console.log(`  ${all} kills (${parts.join(", ")}) in ${of}: ${verdict} (${again} made twice)`);
}

if (only.includes("threads")) {
  for (const workers of values.workers.split(",").map(Number)) {
    const title = `worker threads, ${workers} of them; kills by what the process was at`;
    await matrix(title, `threads-${workers}`, (how) => killThreads({ ...how, kills, workers }));
  }
}
if (only.includes("redis")) {
  await matrix("two workers over Redis", "redis", (how) => killRedis({ ...how, kills: Math.ceil(kills / 3), restarts: 1 }));
}
if (only.includes("slurm")) {
  const kinds = ["task", "node", "controller", "coordinator"];
  await matrix("array jobs on three nodes of Slurm", "slurm", (how) => killSlurm({ ...how, kinds, steps: 8000 }));
}
rmSync(home, { recursive: true, force: true });
process.exitCode = bad === 0 ? 0 : 1;
