// On a Slurm of three nodes of this machine a task, a node's daemon, the controller and the coordinator are killed while trials are made.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startSlurm } from "../slurm-onebox.mjs";
import { judge, life, sweepText } from "./sweep.mjs";

/**
 * Makes one sweep, and kills what `kinds` says in this order, each while trials are made.
 *
 * @param steps of a trial: the sweep has to last for all the kills
 * @returns kills by what was killed, sweeps finished, trials made beyond the plan's, and faults, which should be none
 */
export async function killSlurm({ kinds, trials, steps, tasks = 12, home, random = Math.random, tell = () => {} }) {
  const file = join(home, "kill.yaml");
  writeFileSync(file, sweepText(trials, steps));
  const whole = join(home, "whole");
  const begun = performance.now();
  await life([file, "--workers", "2", "--out", whole]);
  const box = await startSlurm();
  const env = { SLURM_CONF: box.conf };
  const met = { task: 0, node: 0, controller: 0, coordinator: 0 };
  const left = [...kinds];
  const folder = join(home, "cut");
  const pid = (name) => Number(readFileSync(join(box.folder, `${name}.pid`), "utf8"));
  try {
    for (let over = false; !over; ) {
      let ended = false;
      let cutting = Promise.resolve();
      const cut = async (kill) => {
        while (left.length > 0) {
          await pause(1000 + 2000 * random());
          if (ended) return;
          const what = left.shift();
          met[what] += 1;
          tell(`  kill ${met.task + met.node + met.controller + met.coordinator}: ${what}`);
          if (what === "coordinator") return kill();
          if (what === "task") process.kill(oneTask(folder), "SIGKILL");
          else if (what === "node") process.kill(pid("slurmd-n2"), "SIGKILL");
          else {
            process.kill(pid("slurmctld"), "SIGKILL");
            await pause(4000);
            await detached("slurmctld", [], env);
          }
        }
        return undefined;
      };
      const end = await life([file, "--executor", "slurm", "--tasks", String(tasks), "--out", folder], {
        env,
        onPhase: (phase, kill) => {
          if (phase === "making") cutting = cut(kill);
        },
      }).finally(() => {
        ended = true;
      });
      await cutting;
      over = !end.killed;
    }
  } finally {
    await box.stop();
  }
  const { faults, again } = judge(join(folder, "kill"), join(whole, "kill"), trials);
  if (left.length > 0) faults.push(`the sweep was over before ${left.join(", ")} could be killed`);
  return { met, sweeps: 1, again, faults, seconds: (performance.now() - begun) / 1000 };
}

/** The process of a task of the sweep: they say the folder in their command line. */
function oneTask(folder) {
  const found = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
        return words[1]?.endsWith("slurm-worker.js") && words[2]?.startsWith(folder);
      } catch {
        return false;
      }
    });
  if (found.length === 0) throw new Error("no task runs");
  return Number(found[0]);
}

function detached(program, words, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: "ignore", detached: true, env: { ...process.env, ...env } });
    child.once("error", reject);
    child.once("exit", resolve);
  });
}
