// Over Redis coordinator, workers and the Redis itself are processes of their own; each is killed while trials are made.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startRedis } from "../local-redis.mjs";
import { bin, judge, life, sweepText } from "./sweep.mjs";

/**
 * Kills workers and coordinators `kills` times, and the Redis `restarts` times.
 *
 * @returns kills by what was killed, sweeps finished, trials made beyond the plan's, and faults, which should be none
 */
export async function killRedis({ kills, restarts, workers = 2, trials, home, random = Math.random, tell = () => {} }) {
  const file = join(home, "kill.yaml");
  writeFileSync(file, sweepText(trials));
  const whole = join(home, "whole");
  const begun = performance.now();
  await life([file, "--workers", "1", "--out", whole]);
  const server = await startRedis(join(home, "redis"));
  const crew = [];
  const hire = () => {
    const child = spawn(process.execPath, [bin, "worker", "--workers", "1", "--redis", server.url], { stdio: "ignore" });
    crew.push(child);
  };
  for (let k = 0; k < workers; k++) hire();
  const met = { worker: 0, coordinator: 0, redis: 0 };
  const faults = [];
  let sweeps = 0;
  let again = 0;
  /** What is still to be killed, in random order. */
  const left = [...Array(kills).keys()].map((k) => (k % 3 === 2 ? "coordinator" : "worker"));
  for (let k = 0; k < restarts; k++) left.push("redis");
  left.sort(() => random() - 0.5);
  try {
    while (left.length > 0) {
      const folder = join(home, `cut-${sweeps}`);
      for (let over = false; !over; ) {
        let making = false;
        let ended = false;
        let cutting = Promise.resolve();
        const living = life([file, "--executor", "redis", "--redis", server.url, "--out", folder], {
          onPhase: (phase, kill) => {
            making = phase === "making";
            if (making) cutting = cut(kill);
          },
        }).finally(() => {
          ended = true;
        });
        /** Kills one after another for as long as trials are made. */
        const cut = async (kill) => {
          while (left.length > 0) {
            await pause(200 + 1500 * random());
            if (!making || ended) return;
            const what = left.pop();
            if (what === "coordinator") {
              if (!kill()) left.push(what);
              else count(what);
              return;
            }
            count(what);
            if (what === "worker") {
              const [child] = crew.splice(Math.floor(random() * crew.length), 1);
              child.kill("SIGKILL");
              hire();
            } else {
              await server.kill();
              await pause(500);
              await server.again();
            }
          }
        };
        const end = await living;
        await cutting;
        over = !end.killed;
      }
      sweeps += 1;
      const found = judge(join(folder, "kill"), join(whole, "kill"), trials);
      faults.push(...found.faults);
      again += found.again;
    }
  } finally {
    for (const child of crew) child.kill("SIGKILL");
    await server.stop();
  }
  return { met, sweeps, again, faults, seconds: (performance.now() - begun) / 1000 };

  function count(what) {
    met[what] += 1;
    tell(`  kill ${met.worker + met.coordinator + met.redis}: ${what}`);
  }
}
