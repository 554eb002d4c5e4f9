import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { bin, overparam } from "./support/overparam.ts";
import { withoutBackendNote } from "./support/without-backend-note.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("full-disk");
const studies = writtenStudy("trivial");
const small = join(home, "small");
mkdirSync(small);
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small]).status === 0;
afterAll(() => void (mounted && spawnSync("umount", [small])));

describe("a full disk", () => {
  it("a file size limit ends a run with one sentence, and the same run goes on where there is room", () => {
    const command = [
      bin,
      "run",
      "trivial",
      "--studies",
      studies,
      "--set",
      "steps=100000",
      "--checkpoint-every",
      "10",
      "--out",
      join(home, "limited"),
    ];
    const quoted = command.map((word) => `'${word}'`).join(" ");
    const { status, stderr: said } = spawnSync("bash", ["-c", `ulimit -f 4; exec ${process.execPath} ${quoted}`], { encoding: "utf8" });
    const stderr = withoutBackendNote(said);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringMatching(/^overparam: .*(size|limit).*\n$/) });
    expect(stderr).not.toMatch(/\n\s+at /);
    const left = readdirSync(join(home, "limited", "trivial"));
    if (left.length > 0) {
      const run = join(home, "limited", "trivial", left[0] ?? "");
      expect(stderr).toContain(`overparam resume ${run}`);
      expect(overparam(["resume", run, "--studies", studies]).status).toBe(0);
    }
  });

  it.skipIf(!mounted)("a full file system ends run and verify with one sentence and leaves no half file", () => {
    // Sixteen pages of memory, of which three are left.
    writeFileSync(join(small, "filler"), new Uint8Array(13 * 4096));
    for (const verb of ["run", "verify"]) {
      const args = [
        verb,
        "trivial",
        "--studies",
        studies,
        "--set",
        "steps=1000000",
        "--set",
        "dimension=1024",
        "--set",
        "condition=1e6",
        "--out",
        small,
      ];
      const { status, stderr } = overparam(args);
      expect({ status, stderr }).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/^( {2}running .*\n)*overparam: .*disk is full.*\n$/),
      });
      expect(readdirSync(small, { recursive: true }).filter((name) => String(name).endsWith(".tmp"))).toEqual([]);
    }
  });
});
