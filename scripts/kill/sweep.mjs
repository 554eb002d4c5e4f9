// The sweep that is killed, a life of the command that makes it, and what must hold of it afterwards.
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../installed.mjs";

export const bin = join(root, "cli/bin/overparam.mjs");
const seedsPerCell = 100;
const cells = [0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2];

/** A sweep of short trials: `trials` of them, in ten cells of each width at most. */
export function sweepText(trials, steps = 400) {
  const seeds = Math.min(seedsPerCell, trials);
  const widths = Array.from({ length: Math.max(1, Math.round(trials / (seeds * cells.length))) }, (_, k) => 4 + k);
  const sizes = cells.slice(0, Math.max(1, Math.round(trials / (seeds * widths.length))));
  return [
    "study: zhou2021local",
    `config: {scale: smoke, steps: ${steps}}`,
    "axes:",
    `  - {setting: students, list: [${widths}]}`,
    `  - {setting: step, list: [${sizes}]}`,
    `seeds: ${seeds}`,
    "keep: {curves: {of: [loss], points: 5}}",
  ].join("\n");
}

/**
 * One life of the command.
 *
 * @param onPhase hears where it is (loading, making, compacting), each once, with what kills it
 * @param onRecorded hears how many trials are recorded so far in this life, with what kills it
 * @returns how it ended; rejects where it ended by itself and badly
 */
export function life(words, { onPhase = () => {}, onRecorded = () => {}, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, "sweep", ...words, "--json"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    let phase = "starting";
    let killed = false;
    let said = "";
    let rest = "";
    let made = 0;
    const kill = () => {
      if (child.exitCode !== null || killed) return false;
      killed = true;
      child.kill("SIGKILL");
      return true;
    };
    onPhase(phase, kill);
    child.stdout.on("data", (part) => {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const { event, trials } = JSON.parse(line);
        if (event === "recorded") {
          made += trials.length;
          onRecorded(made, kill);
        }
        const next = event === "opened" ? "loading" : event === "recorded" ? "making" : event === "compacting" ? "compacting" : undefined;
        if (next === undefined || next === phase) continue;
        phase = next;
        onPhase(phase, kill);
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
 * Holds a sweep that was killed against one that never was.
 *
 * @returns what is wrong, which should be nothing, and how many trials were made more than once (they count once)
 */
export function judge(sweep, whole, trials) {
  const faults = [];
  for (const name of ["trials.parquet", "curves.parquet"]) {
    const { status, stdout } = spawnSync("cmp", [join(sweep, name), join(whole, name)], { encoding: "utf8" });
    if (status !== 0) faults.push(`${name} differs: ${stdout}`);
  }
  const ids = recorded(sweep);
  const once = new Set(ids).size;
  if (once !== trials) faults.push(`${once} trials are recorded, of ${trials}`);
  const { stdout } = spawnSync(process.execPath, [bin, "status", sweep, "--json"], { encoding: "utf8" });
  const { counts, left, damaged } = JSON.parse(stdout);
  if (counts.done !== trials || left !== 0 || damaged !== 0) faults.push(`status says ${stdout}`);
  const litter = readdirSync(sweep).filter((name) => name.endsWith(".tmp") || name === "lock");
  if (litter.length > 0) faults.push(`${litter} are left over`);
  return { faults, again: ids.length - once };
}
