import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readEvents } from "../../src/node/folder/event-log.ts";
import { readRun } from "../../src/node/folder/read-run.ts";
import { fixtureFolder } from "../support/fixture-study.ts";
import { contents, temporary } from "../support/temporary.ts";

const child = fileURLToPath(new URL("../fixtures/child-run.mjs", import.meta.url));
const every = 2_000;
const steps = 100_000;
const config = JSON.stringify({ size: 512, steps });
const line = (folder: string) => [child, folder, fixtureFolder("quadratic"), config, String(every)];

/** Runs until `milliseconds` after its first sign of life, then `kill -9`. Gives the last iteration it told, or the exit code if it ended. */
function killed(folder: string, milliseconds: number): Promise<{ readonly reached: number; readonly code: number | null }> {
  return new Promise((resolve, reject) => {
    const run = spawn(process.execPath, line(folder), { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    let timer: NodeJS.Timeout | undefined;
    run.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      timer ??= setTimeout(() => run.kill("SIGKILL"), milliseconds);
    });
    run.on("error", reject);
    run.on("close", (code) => {
      clearTimeout(timer);
      const whole = said.slice(0, said.lastIndexOf("\n"));
      resolve({ reached: Number(whole.slice(whole.lastIndexOf("\n") + 1)), code });
    });
  });
}

it("killed at 20 random moments, a run computes at most one checkpoint interval twice and ends byte for byte as if never killed", async () => {
  const whole = temporary();
  expect(spawnSync(process.execPath, line(whole)).status).toBe(0);
  expect(readRun(whole)).toMatchObject({ finished: true, record: { outcome: { kind: "out of steps", iteration: steps } } });
  let kills = 0;
  // On a fast machine a run may end before it is killed often enough; another one then goes on.
  while (kills < 20) {
    const parts = temporary();
    let reached = 0;
    for (;;) {
      const end = await killed(parts, kills < 20 ? Math.random() * 60 : 1e6);
      const begun = readEvents(parts).filter(({ event }) => event === "started" || event === "resumed");
      const from = Number(begun.at(-1)?.iteration);
      expect(begun.at(-1)?.event).toBe(begun.length === 1 ? "started" : "resumed");
      expect(reached - from).toBeLessThanOrEqual(every);
      expect(end.reached).toBeGreaterThanOrEqual(from);
      reached = end.reached;
      if (end.code === 0) break;
      expect(end.code).toBeNull();
      kills += 1;
    }
    expect(contents(parts)).toEqual(contents(whole));
  }
}, 180_000);
