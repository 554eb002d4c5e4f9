import { spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lockFolder } from "../../src/node/file/lock-folder.ts";
import { temporary } from "../support/temporary.ts";

it("lets one writer in and names it to the next", () => {
  const folder = temporary();
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(new RegExp(`process ${process.pid} on ${hostname()} does. Wait for it, or stop it.$`));
  lock.release();
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

it("takes over from a process that is gone, and sweeps up what it left half-written", async () => {
  const folder = temporary();
  const child = spawn(process.execPath, ["-e", ""]);
  const { pid } = child;
  await new Promise((resolve) => child.on("close", resolve));
  writeFileSync(join(folder, "lock"), JSON.stringify({ pid, host: hostname(), started: null }));
  writeFileSync(join(folder, `checkpoint.safetensors.${pid}.tmp`), "half");
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

it.skipIf(!existsSync("/proc/self/stat"))("takes over where the process id belongs to another process by now", () => {
  const folder = temporary();
  writeFileSync(join(folder, "lock"), JSON.stringify({ pid: process.pid, host: hostname(), started: "1" }));
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

it("takes over a lock that a full disk left empty", () => {
  const folder = temporary();
  writeFileSync(join(folder, "lock"), "");
  lockFolder(folder).release();
});

it("never takes over from another machine", () => {
  const folder = temporary();
  writeFileSync(join(folder, "lock"), JSON.stringify({ pid: 1, host: "elsewhere", started: null }));
  expect(() => lockFolder(folder)).toThrow(/process 1 on elsewhere does. If it no longer runs, remove .*lock.$/);
});
