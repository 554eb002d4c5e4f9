import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { writeNpz } from "../../../src/format/npz.ts";
import { readEvents } from "../../../src/node/folder/event-log.ts";
import { temporary } from "../../support/temporary.ts";

const child = fileURLToPath(new URL("../../fixtures/child-narrow.mjs", import.meta.url));

/** Runs the search until `milliseconds` after its first step, then `kill -9`. Gives the last step it told. */
function killed(folder: string, file: string, milliseconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // Far too many steps to finish.
    const run = spawn(process.execPath, [child, folder, file, "100000000"], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    let timer: NodeJS.Timeout | undefined;
    run.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      timer ??= setTimeout(() => run.kill("SIGKILL"), milliseconds);
    });
    run.on("error", reject);
    run.on("close", () => resolve(Number(said.trimEnd().split("\n").at(-1))));
  });
}

it("a long training that is killed again and again loses at most what it did since its last checkpoint", { timeout: 60_000 }, async () => {
  const file = join(temporary(), "two.npz");
  const x = Float64Array.from({ length: 4000 }, (_, k) => Math.sin(k * k));
  writeFileSync(
    file,
    writeNpz({ x: { shape: [500, 8], data: x }, y: { shape: [500], data: x.slice(0, 500).map((entry) => (entry > 0 ? 1 : 0)) } }),
  );
  const folder = temporary();
  let reached = 0;
  for (let kills = 0; kills < 3; kills++) {
    const last = await killed(folder, file, 1500);
    const [training = ""] = readdirSync(join(folder, "trainings"));
    const events = readEvents(join(folder, "trainings", training));
    const saved = events.filter(({ event }) => event === "checkpoint").map(({ iteration }) => Number(iteration));
    const begun = events.findLast(({ event }) => event === "started" || event === "resumed");
    // It went on from its last checkpoint, and not from the start.
    expect(begun?.iteration).toBe(kills === 0 ? 0 : reached);
    const since = saved.at(-1) as number;
    expect(since).toBeGreaterThan(reached);
    // What came after the last checkpoint is less than what one interval has ever taken, give or take a chunk of steps and a busy machine.
    const intervals = saved.map((iteration, i) => iteration - (i === 0 ? 0 : (saved[i - 1] as number)));
    expect(last - since).toBeLessThanOrEqual(3 * Math.max(...intervals));
    reached = since;
  }
});
