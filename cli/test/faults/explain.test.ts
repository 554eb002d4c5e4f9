import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { misuse } from "@overparam/kernels";
import { afterEach, describe, expect, it } from "vitest";
import { CommandLine } from "../../src/faults/command-line.ts";
import { explain } from "../../src/faults/explain.ts";
import { Interrupted } from "../../src/faults/interrupted.ts";

const system = (code: string, path: string): Error =>
  Object.assign(new Error(`${code}: x, open '${path}'`), { code, path, syscall: "open" });
afterEach(() => void delete process.env.OVERPARAM_DEBUG);

describe("anything thrown becomes one sentence and an exit code", () => {
  it.each([
    [misuse("run", "seed must be a whole number", -1, "take 1"), 2, "run: seed must be a whole number; got -1. Take 1."],
    [new CommandLine("unknown option."), 2, "unknown option."],
    [new Interrupted("stopped at step 3."), 130, "stopped at step 3."],
    [system("ENOSPC", "runs/a"), 2, "the disk is full while writing runs/a. Make room, or choose another place with --out."],
    [system("EACCES", "runs/a"), 2, "runs/a may not be used by this user. Choose another place, or change its permissions."],
    [
      Object.assign(new Error("gone"), { code: "ERR_MODULE_NOT_FOUND" }),
      2,
      "the build is not complete; run `npm ci` and `npm run build` in the repository's root.",
    ],
  ])("%s", (error, code, says) => {
    expect(explain(error, [])).toEqual({ says, code });
  });

  it.each([new TypeError("x is undefined\n    at somewhere"), "a text", undefined, system("EWEIRD", "runs/a")])(
    "a fault of our own (%s) is 3, and its details are in a file",
    (error) => {
      const { says, code } = explain(error, ["verify", "zhou2021local"]);
      expect(code).toBe(3);
      expect(says.split("\n").length).toBe(1);
      const path = /The details are in (\S+)\.$/.exec(says)?.[1] ?? "";
      expect(readFileSync(path, "utf8")).toContain("command  overparam verify zhou2021local");
      rmSync(dirname(path), { recursive: true });
    },
  );

  it("shows the details where OVERPARAM_DEBUG asks for them", () => {
    process.env.OVERPARAM_DEBUG = "1";
    expect(explain(new TypeError("x"), []).says).toMatch(/TypeError: x\n\s+at /);
  });
});
