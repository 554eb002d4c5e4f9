// What sweeps cost beside their trials: node scripts/bench-sweeps.mjs [--trials 100000] [--pairs 15] [--status 1000000]
//
// 1. Overhead: a sweep of tiny trials on one worker thread. All of the command's time between the end of its start-up and the end of its tables, less the time
//    that the worker says it spent on trials, per trial.
// 2. Two workers against one: the same sweep of longer trials, in pairs, the order of each pair by turns, timed from the moment that every worker is ready to
//    the last record; median of the ratios with a 95 % interval.
// 3. `overparam status` of a finished sweep of a million trials: the whole command, three times.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { root } from "./installed.mjs";

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "100000" },
    pairs: { type: "string", default: "15" },
    status: { type: "string", default: "1000000" },
  },
});
const bin = join(root, "cli/bin/overparam.mjs");
/** The smallest trial that there is, a descent on a parabola; and the same with many steps, which shares no more than the memory with another one. */
const tiny = `study: quadratic\nstudies: [${join(root, "lab/test/fixtures/studies/quadratic")}]`;
const long = `${tiny}\nconfig: {size: 16}`;
const home = mkdtempSync(join(tmpdir(), "overparam-bench-"));

/**
 * Makes a sweep of `seeds` trials of `steps` steps each.
 *
 * @returns milliseconds of the whole, and of the making alone: from the moment that every worker is ready to the last record
 */
async function make(name, study, seeds, steps, workers) {
  writeFileSync(join(home, `${name}.yaml`), `${study}\naxes: [{setting: steps, list: [${steps}]}]\nseeds: ${seeds}\n`);
  rmSync(join(home, "sweeps", name), { recursive: true, force: true });
  const child = spawn(process.execPath, [bin, "sweep", `${name}.yaml`, "--workers", String(workers), "--json"], {
    cwd: home,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let begun = Number.NaN;
  let last = Number.NaN;
  let ended;
  for await (const line of createInterface({ input: child.stdout })) {
    const now = performance.now();
    const event = JSON.parse(line);
    if (event.event === "worker" && event.state === "ready") begun = now;
    else if (event.event === "recorded") last = now;
    else if (event.event === "ended") ended = event;
  }
  if (ended?.made !== seeds) throw new Error(`${ended?.made} trials were made, of ${seeds}`);
  return { whole: ended.milliseconds, making: last - begun };
}

/** Milliseconds that workers spent on trials, as their shards say. */
function worked(name) {
  const shards = join(home, "sweeps", name, "shards");
  let sum = 0;
  for (const generation of readdirSync(shards)) {
    for (const shard of readdirSync(join(shards, generation))) {
      for (const [, took] of readFileSync(join(shards, generation, shard), "utf8").matchAll(/"took":([\d.]+)/g)) sum += Number(took);
    }
  }
  return sum;
}

/** The median, and an interval that holds the true one with 95 % (order statistics of the sign test). */
function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const n = sorted.length;
  let k = 0;
  for (let tail = 0, weight = 0.5 ** n; ; k++, weight *= (n - k + 1) / k) {
    tail += weight;
    if (tail > 0.025) break;
  }
  return { median: sorted[Math.floor(n / 2)], low: sorted[Math.max(0, k - 1)], high: sorted[Math.min(n - 1, n - k)] };
}

try {
  const trials = Number(values.trials);
  if (trials > 0) {
    const { whole: milliseconds } = await make("tiny", tiny, trials, 1, 1);
    const own = worked("tiny");
    console.log(
      `overhead: ${trials} trials of ${(own / trials).toFixed(3)} ms on one worker thread in ${(milliseconds / 1000).toFixed(1)} s, tables included: ${((milliseconds - own) / trials).toFixed(3)} ms a trial beside the trials`,
    );
  }
  const pairs = Number(values.pairs);
  if (pairs > 0) {
    const ratios = [];
    for (let k = 0; k < pairs; k++) {
      const order = k % 2 === 0 ? [1, 2] : [2, 1];
      const making = {};
      for (const workers of order) making[workers] = (await make(`workers-${workers}`, long, 400, 80_000, workers)).making;
      ratios.push(making[1] / making[2]);
    }
    const { median, low, high } = middle(ratios);
    const each = (worked("workers-1") / 400).toFixed(0);
    const slower = worked("workers-2") / worked("workers-1");
    console.log(
      `two workers: ${median.toFixed(2)} times as fast as one (95 %: ${low.toFixed(2)} to ${high.toFixed(2)}), ${pairs} pairs, 400 trials of ${each} ms, which took ${slower.toFixed(2)} times as long in the last pair where two ran at once, ${availableParallelism()} cores`,
    );
  }
  const million = Number(values.status);
  if (million > 0) {
    const { whole: milliseconds } = await make("million", tiny, million, 1, 2);
    const times = Array.from({ length: 3 }, () => {
      const begun = performance.now();
      const { status, stdout } = spawnSync(process.execPath, [bin, "status", "million", "--json"], { cwd: home, encoding: "utf8" });
      if (status !== 0 || JSON.parse(stdout).counts.done !== million) throw new Error(stdout);
      return performance.now() - begun;
    }).sort((a, b) => a - b);
    console.log(
      `status: ${million} trials, made in ${(milliseconds / 1000).toFixed(0)} s, are told in ${(times[1] / 1000).toFixed(2)} s (slowest ${(times[2] / 1000).toFixed(2)} s)`,
    );
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
