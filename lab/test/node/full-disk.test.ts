import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { readRun } from "../../src/node/folder/read-run.ts";
import { verifyInFolder } from "../../src/node/verification/verify-in-folder.ts";
import { fixtureFolder, fixtureStudy } from "../support/fixture-study.ts";
import { inlineExecutor } from "../support/inline-executor.ts";
import { contents, temporary } from "../support/temporary.ts";

const child = fileURLToPath(new URL("../fixtures/child-run.mjs", import.meta.url));
const line = (folder: string, config: object) => [child, folder, fixtureFolder("quadratic"), JSON.stringify(config), "1000"];
const sentence = /^Misuse: [^\n]+\.\n$/;

/** Can this process mount a small file system? Only root can. */
const mountable = (() => {
  const place = temporaryMount();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", place], { stdio: "ignore" });
    execFileSync("umount", [place]);
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!mountable)("a disk of 64 kB", () => {
  let disk: string;
  beforeEach(() => {
    disk = temporaryMount();
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]);
  });
  afterEach(() => {
    execFileSync("umount", [disk]);
  });

  it("that is full at the start: one sentence, and nothing left on it", () => {
    execFileSync("dd", ["if=/dev/zero", `of=${join(disk, "full")}`, "bs=1k", "count=64"], { stdio: "ignore" });
    const { status, stderr } = spawnSync(process.execPath, line(join(disk, "run"), { steps: 10 }), { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/the disk is full. Free some space and do the same again.\n$/);
    expect(readdirSync(disk)).toEqual(["full"]);
  });

  it("that fills up before the first checkpoint: the same", () => {
    const { status, stderr } = spawnSync(process.execPath, line(join(disk, "run"), { size: 4096, steps: 300 }), { encoding: "utf8" });
    // 32 kB of parameters, twice while the checkpoint is replaced, and the lines.
    expect([status, stderr]).toEqual([0, ""]);
    const wide = spawnSync(process.execPath, line(join(disk, "wide"), { size: 4096, steps: 300 }), { encoding: "utf8" });
    expect(wide.status).toBe(2);
    expect(wide.stderr).toMatch(sentence);
    expect(readdirSync(disk)).toEqual(["run"]);
  });

  it("that fills up during a verification: one sentence, whole runs only, and the same verify goes on", async () => {
    const found = await fixtureStudy("quadratic");
    const engine = await loadEngine({ backend: "wasm" });
    const config = resolveConfig(found.study, {}) as Record<string, unknown>;
    const executor = inlineExecutor(found.study, engine);
    const ask = (folder: string) => verifyInFolder({ found, config, seed: 1, engine, folder, executor });
    const folder = join(disk, "verification");
    await expect(ask(folder)).rejects.toThrow(/^[^\n]*the disk is full. Free some space and do the same again.$/);
    const runs = readdirSync(join(folder, "runs"));
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) expect(readRun(join(folder, "runs", run)).finished).toBe(true);
    expect(existsSync(join(folder, "lock"))).toBe(false);
    execFileSync("mount", ["-o", "remount,size=1m", disk]);
    const whole = temporary();
    expect((await ask(folder)).reused).toBe(runs.length + 1);
    await ask(whole);
    expect(contents(folder)).toEqual(contents(whole));
    engine.close();
  });

  it("that is read-only: one sentence", () => {
    execFileSync("mount", ["-o", "remount,ro", disk]);
    const { status, stderr } = spawnSync(process.execPath, line(join(disk, "run"), { steps: 10 }), { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/must be writable; it is read-only. Choose another place with --out DIR.\n$/);
  });

  it("that was full can be cleared and the run goes on to the same bytes", () => {
    const whole = temporary();
    const config = { size: 2500, steps: 3001 };
    expect(spawnSync(process.execPath, line(whole, config)).status).toBe(0);
    execFileSync("dd", ["if=/dev/zero", `of=${join(disk, "ballast")}`, "bs=1k", "count=12"], { stdio: "ignore" });
    const run = join(disk, "run");
    const first = spawnSync(process.execPath, line(run, config), { encoding: "utf8" });
    expect(first.status).toBe(2);
    expect(first.stderr).toMatch(/the disk is full. Free some space and do the same again, with overparam resume .*run.\n$/);
    expect(Object.keys(contents(run)).filter((name) => name.includes("tmp"))).toEqual([]);
    execFileSync("rm", [join(disk, "ballast")]);
    expect(spawnSync(process.execPath, line(run, config), { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    expect(contents(run)).toEqual(contents(whole));
  });
});

it("a limit on the size of files is told in one sentence, and nothing is left", () => {
  const folder = join(temporary(), "run");
  const command = `ulimit -f 16; exec "${process.execPath}" "$@"`;
  const { status, stderr } = spawnSync("bash", ["-c", command, "bash", ...line(folder, { size: 4096, steps: 10 })], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^Misuse: .*the file grew past the size that this process may write. Raise the limit \(ulimit -f\), or choose another place.\n$/,
  );
  expect(existsSync(folder)).toBe(false);
});

function temporaryMount(): string {
  const place = join(dirname(temporary()), `overparam-mount-${process.pid}`);
  mkdirSync(place, { recursive: true });
  return place;
}
