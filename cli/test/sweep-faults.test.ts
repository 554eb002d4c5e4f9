import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { bin, overparam } from "./support/overparam.ts";
import { withoutBackendNote } from "./support/without-backend-note.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("sweep-faults");
const studies = writtenStudy("trivial");
const file = join(home, "s.yaml");
writeFileSync(
  file,
  `study: trivial\nstudies: [${studies}]\nbackend: wasm\nconfig: {steps: 300}\naxes: [{setting: condition, list: [2, 4]}]\nseeds: 100\n`,
);
const args = (out: string): readonly string[] => ["sweep", file, "--workers", "1", "--out", out];
const table = (out: string): Buffer => readFileSync(join(out, "s", "trials.parquet"));
const whole = join(home, "whole");
beforeAll(() => {
  expect(overparam(args(whole))).toMatchObject({ status: 0, stderr: "" });
});

/** Goes on where there is room, to the same bytes. */
function goesOn(out: string): void {
  expect(overparam(args(out))).toMatchObject({ status: 0 });
  expect(table(out).equals(table(whole))).toBe(true);
}
const temporaries = (out: string): readonly string[] =>
  (readdirSync(out, { recursive: true }) as string[]).filter((name) => name.endsWith(".tmp") || name.endsWith("lock"));

describe("a sweep on a disk that fills", () => {
  const small = join(home, "small");
  mkdirSync(small);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=100k", "tmpfs", small]).status === 0;
  afterAll(() => void (mounted && spawnSync("umount", [small])));

  it("a limit on the size of files ends it with one sentence; the same command goes on", () => {
    const out = join(home, "limited");
    const quoted = [bin, ...args(out)].map((word) => `'${word}'`).join(" ");
    const { status, stderr: said } = spawnSync("bash", ["-c", `ulimit -f 12; exec ${process.execPath} ${quoted}`], { encoding: "utf8" });
    const stderr = withoutBackendNote(said);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^overparam: [^\n]*(size|limit)[^\n]*\n$/) });
    expect(temporaries(out)).toEqual([]);
    goesOn(out);
  });

  it.skipIf(!mounted)("a full disk ends it with one sentence while trials are recorded, and while tables are written", () => {
    const filler = join(small, "filler");
    const says = /^overparam: [^\n]*disk is full[^\n]*\n$/;
    writeFileSync(filler, new Uint8Array(13 * 4096));
    expect(overparam(args(small))).toMatchObject({ status: 2, stderr: expect.stringMatching(says) });
    expect(temporaries(small)).toEqual([]);
    // Room for the rest of the records, and not for the tables.
    spawnSync("mount", ["-o", "remount,size=4m", small]);
    goesOn(small);
    rmSync(join(small, "s", "trials.parquet"));
    spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=4k"]);
    const { status, stderr } = overparam(args(small));
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(says) });
    expect(temporaries(small)).toEqual([]);
    rmSync(filler);
    goesOn(small);
  });
});

describe("a damaged shard", () => {
  it("is said with its line, and its trials are made again; a line that was cut off is simply not there", () => {
    const out = join(home, "damaged");
    expect(overparam(args(out)).status).toBe(0);
    const shards = join(out, "s", "shards");
    const shard = join(shards, readdirSync(shards)[0] ?? "", "thread-0.jsonl");
    const bytes = readFileSync(shard);
    const second = bytes.indexOf("\n") + 1;
    bytes[second + 80] = (bytes[second + 80] ?? 0) ^ 1;
    writeFileSync(shard, bytes);
    appendFileSync(shard, '{"trial":"cut o');
    expect(JSON.parse(overparam(["status", join(out, "s"), "--json"]).stdout)).toMatchObject({ compacted: true });
    rmSync(join(out, "s", "trials.parquet"));
    expect(JSON.parse(overparam(["status", join(out, "s"), "--json"]).stdout)).toMatchObject({ left: 1, damaged: 1 });
    const { status, stderr, stdout } = overparam(args(out));
    expect({ status, stderr, stdout }).toEqual({
      status: 0,
      stderr: expect.stringContaining("thread-0.jsonl:2 is damaged; its trial counts as not made.\n"),
      stdout: expect.stringMatching(/made +1 trial in/),
    });
    expect(table(out).equals(table(whole))).toBe(true);
  });
});

describe("two coordinators on one sweep", () => {
  it("the second is refused in one sentence, and so is compacting; status tells who runs it", () => {
    const out = join(home, "two");
    expect(overparam(args(out)).status).toBe(0);
    const lock = join(out, "s", "lock");
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), started: null }));
    const says = new RegExp(
      `^overparam: .*one process may write here; process ${process.pid} on .* does\\. Wait for it, or stop it\\.\\n$`,
    );
    for (const command of [args(out), ["retry", "--failed", join(out, "s")], ["compact", join(out, "s")]]) {
      expect(overparam(command)).toMatchObject({ status: 2, stderr: expect.stringMatching(says) });
    }
    expect(overparam(["status", join(out, "s")]).stdout).toContain(`running: process ${process.pid} on`);
    // A holder that is gone does not count.
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: null }));
    goesOn(out);
  });
});

describe("a clock that jumps", () => {
  it("changes no record; rate and time left go by a clock that does not", () => {
    const out = join(home, "clock");
    const log = join(home, "clock.log");
    const preload = `--import=${new URL("support/jumping-clock.mjs", import.meta.url).href}`;
    const { status, stdout } = overparam([...args(out), "--json"], { env: { NODE_OPTIONS: preload, CLOCK_LOG: log } });
    expect(status).toBe(0);
    expect(readFileSync(log, "utf8")).toContain("worker");
    const told = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string; rate: number; seconds: number });
    const progress = told.filter(({ event }) => event === "progress");
    expect(progress.length).toBeGreaterThan(0);
    for (const { rate, seconds } of progress) {
      expect(rate === null || (rate > 0 && rate < 1e6)).toBe(true);
      expect(seconds > 0 && seconds < 600).toBe(true);
    }
    expect(table(out).equals(table(whole))).toBe(true);
  });
});
