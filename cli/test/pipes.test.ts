import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { bin, overparam } from "./support/overparam.ts";
import { withoutBackendNote } from "./support/without-backend-note.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("pipes");
const studies = writtenStudy("trivial");
const escape = "\x1b";

describe("pipes", () => {
  it.each([
    ["list", `list --studies '${studies}'`],
    ["show", "show zhou2021local"],
    ["help", "verify --help"],
    ["run --json", `run trivial --json --studies '${studies}' --out '${join(home, "head")}'`],
  ])("%s into head -1 ends in silence", (_name, args) => {
    const line = `'${process.execPath}' '${bin}' ${args} | head -n 1; exit \${PIPESTATUS[0]}`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8" });
    expect(stdout.split("\n").length).toBe(2);
    expect(withoutBackendNote(stderr)).toBe("");
    expect([0, 130]).toContain(status);
  });

  it("carry no colour and no cursor codes", () => {
    for (const args of [["list"], ["verify", "trivial"], ["run", "trivial"], ["show", "trivial"]]) {
      const { stdout, stderr } = overparam([...args, "--studies", studies], { cwd: home });
      expect(stdout).not.toContain(escape);
      expect(stderr).not.toContain(escape);
    }
  });

  it("carry colour when FORCE_COLOR asks for it", () => {
    expect(overparam(["list", "--studies", studies], { env: { FORCE_COLOR: "1" } }).stdout).toContain(escape);
  });

  it("--json is one object on every line", () => {
    for (const verb of ["verify", "run"]) {
      const { stdout, status } = overparam([verb, "trivial", "--json", "--fresh", "--studies", studies], { cwd: home });
      expect(status).toBe(0);
      const events = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as { event: string });
      expect(events.map(({ event }) => event)).toContain("sample");
      expect(events.at(-1)?.event).toBe(verb === "verify" ? "verified" : "ended");
    }
  });
});
