// kill -9 of a sweep at random moments, again and again: node scripts/kill-sweeps.mjs [--kills 30] [--workers 1,2,4] [--trials 2000]
//
// The threads that make trials live in the process that is killed, so every kill takes coordinator and workers at once: while it starts and takes the
// lock, in the middle of trials and of writes to the shards, and while the tables are written. Afterwards trials.parquet has to be, byte for byte, that
// of a sweep that was never touched; no trial may be missing, and none may count twice.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { root } from "./installed.mjs";

const bin = join(root, "cli/bin/overparam.mjs");
const seedsPerCell = 100;
const cells = [0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2];

/** A sweep of short trials: `trials` of them, in ten cells at most. */
function sweepText(trials) {
  const seeds = Math.min(seedsPerCell, trials);
  const widths = Array.from({ length: Math.max(1, Math.round(trials / (seeds * cells.length))) }, (_, k) => 4 + k);
  const steps = cells.slice(0, Math.max(1, Math.round(trials / (seeds * widths.length))));
  return [
    "study: zhou2021local",
    "config: {scale: smoke, steps: 400}",
    "axes:",
    `  - {setting: students, list: [${widths}]}`,
    `  - {setting: step, list: [${steps}]}`,
    `seeds: ${seeds}`,
    "keep: {curves: {of: [loss], points: 5}}",
  ].join("\n");
}

/** One life of the command. `moment` says when it is killed; it may end before. Resolves with how it ended, and where it was. */
function life(file, folder, workers, moment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, "sweep", file, "--workers", String(workers), "--out", folder, "--json"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let phase = "starting";
    let killed = false;
    let said = "";
    let rest = "";
    let made = 0;
    const kill = (after) =>
      setTimeout(() => {
        if (child.exitCode !== null) return;
        killed = true;
        child.kill("SIGKILL");
      }, after);
    if (moment.from === "starting") kill(moment.after);
    child.stdout.on("data", (part) => {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const { event, trials } = JSON.parse(line);
        if (event === "recorded") made += trials.length;
        const next = event === "opened" ? "loading" : event === "recorded" ? "making" : event === "compacting" ? "compacting" : undefined;
        if (next === undefined || next === phase) continue;
        phase = next;
        if (moment.from === next) kill(moment.after);
      }
    });
    child.stderr.on("data", (part) => {
      said += part;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (!killed && code !== 0) reject(new Error(`the sweep ended with ${code ?? signal}: ${said}`));
      else resolve({ killed, phase, made });
    });
  });
}

/** Every whole line's trial id, over all shards. */
function recorded(sweep) {
  const shards = join(sweep, "shards");
  return readdirSync(shards).flatMap((generation) =>
    readdirSync(join(shards, generation)).flatMap((name) =>
      readFileSync(join(shards, generation, name), "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line).trial),
    ),
  );
}

/**
 * Kills sweeps `kills` times; gives what was found.
 *
 * @param random numbers in [0, 1)
 * @returns kills by the phase that they met, sweeps finished, trials made beyond the plan's (they do not count), and faults, which should be none
 */
export async function killSweeps({ kills, workers, trials, home, random = Math.random, tell = () => {} }) {
  const file = join(home, "kill.yaml");
  writeFileSync(file, sweepText(trials));
  const whole = join(home, `whole-${workers}`);
  const begun = performance.now();
  await life(file, whole, workers, {});
  const took = performance.now() - begun;
  const tables = ["trials.parquet", "curves.parquet"].map((name) => [name, readFileSync(join(whole, "kill", name))]);
  const met = { starting: 0, loading: 0, making: 0, compacting: 0 };
  const atTables = Math.ceil(kills / 6);
  const faults = [];
  let done = 0;
  let sweeps = 0;
  let again = 0;
  while (done < kills) {
    const folder = join(home, `cut-${workers}-${sweeps}`);
    for (;;) {
      const left = kills - done;
      const moment =
        left <= 0
          ? {}
          : left <= atTables
            ? { from: "compacting", after: 120 * random() ** 2 }
            : random() < 0.2
              ? { from: "starting", after: 1000 * random() }
              : { from: "making", after: ((2 * took) / Math.max(8, kills)) * random() };
      const end = await life(file, folder, workers, moment);
      if (!end.killed) break;
      met[end.phase] += 1;
      done += 1;
      tell(`  kill ${done}: ${end.phase}, ${end.made} trials made in this life`);
    }
    sweeps += 1;
    const sweep = join(folder, "kill");
    for (const [name, bytes] of tables) {
      writeFileSync(join(home, name), bytes);
      const { status, stdout } = spawnSync("cmp", [join(sweep, name), join(home, name)], { encoding: "utf8" });
      if (status !== 0) faults.push(`${name} differs: ${stdout}`);
    }
    const ids = recorded(sweep);
    const once = new Set(ids).size;
    again += ids.length - once;
    if (once !== trials) faults.push(`${once} trials are recorded, of ${trials}`);
    const status = JSON.parse(spawnSync(process.execPath, [bin, "status", sweep, "--json"], { encoding: "utf8" }).stdout);
    if (status.counts.done !== trials || status.left !== 0 || status.damaged !== 0) faults.push(`status says ${JSON.stringify(status)}`);
    const left = readdirSync(sweep).filter((name) => name.endsWith(".tmp") || name === "lock");
    if (left.length > 0) faults.push(`${left} are left over`);
  }
  return { kills: done, met, sweeps, again, faults, seconds: (performance.now() - begun) / 1000 };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "30" },
      workers: { type: "string", default: "1,2,4" },
      trials: { type: "string", default: "2000" },
    },
  });
  const home = mkdtempSync(join(tmpdir(), "overparam-kill-"));
  let bad = 0;
  for (const workers of values.workers.split(",").map(Number)) {
    console.log(`${workers} worker${workers === 1 ? "" : "s"}:`);
    const place = join(home, String(workers));
    mkdirSync(place);
    const { kills, met, sweeps, again, faults, seconds } = await killSweeps({
      kills: Number(values.kills),
      trials: Number(values.trials),
      workers,
      home: place,
      tell: console.log,
    });
    bad += faults.length;
    console.log(
      `  ${kills} kills (${met.starting} starting, ${met.loading} loading workers, ${met.making} making trials, ${met.compacting} writing tables) in ${sweeps} sweep${sweeps === 1 ? "" : "s"} of ${values.trials} trials, ${seconds.toFixed(0)} s: ` +
        `${faults.length === 0 ? "trials.parquet and curves.parquet are byte-identical, no trial lost, none counted twice" : faults.join("; ")} (${again} made twice)`,
    );
  }
  rmSync(home, { recursive: true, force: true });
  process.exitCode = bad === 0 ? 0 : 1;
}
