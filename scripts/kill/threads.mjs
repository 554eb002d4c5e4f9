// Worker threads live in the process that is killed, so every kill takes coordinator and workers at once: while it starts and takes the lock, in the
// middle of trials and of writes to the shards, and while the tables are written.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { judge, life, sweepText } from "./sweep.mjs";

/**
 * Kills sweeps on threads `kills` times.
 *
 * @param random numbers in [0, 1)
 * @returns kills by the phase that they met, sweeps finished, trials made beyond the plan's (they do not count), and faults, which should be none
 */
export async function killThreads({ kills, workers, trials, home, random = Math.random, tell = () => {} }) {
  const file = join(home, "kill.yaml");
  writeFileSync(file, sweepText(trials));
  const words = (folder) => [file, "--workers", String(workers), "--out", folder];
  const whole = join(home, `whole-${workers}`);
  const begun = performance.now();
  await life(words(whole));
  const took = performance.now() - begun;
  const met = { starting: 0, loading: 0, making: 0, compacting: 0 };
  const atTables = Math.ceil(kills / 6);
  const faults = [];
  let done = 0;
  let sweeps = 0;
  let again = 0;
  while (done < kills) {
    const folder = join(home, `cut-${workers}-${sweeps}`);
    for (;;) {
      const moment = momentOf(kills - done);
      const end = await life(words(folder), {
        onPhase(phase, kill) {
          if (phase === moment.from) setTimeout(() => kill(), moment.after);
        },
      });
      if (!end.killed) break;
      met[end.phase] += 1;
      done += 1;
      tell(`  kill ${done}: ${end.phase}, ${end.made} trials made in this life`);
    }
    sweeps += 1;
    const found = judge(join(folder, "kill"), join(whole, "kill"), trials);
    faults.push(...found.faults);
    again += found.again;
  }
  return { kills: done, met, sweeps, again, faults, seconds: (performance.now() - begun) / 1000 };

  function momentOf(left) {
    if (left <= 0) return {};
    if (left <= atTables) return { from: "compacting", after: 120 * random() ** 2 };
    if (random() < 0.2) return { from: "starting", after: 1000 * random() };
    return { from: "making", after: ((2 * took) / Math.max(8, kills)) * random() };
  }
}
