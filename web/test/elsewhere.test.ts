import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { elsewhere } from "../src/elsewhere/elsewhere.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const digits = join(root, "studies/zhou2021local/assets/digits-teacher.safetensors");

const run = {
  study: "zhou2021local",
  config: { students: 24, start: "near", steps: 50, teacher: "sha256:00", scale: "default" },
  defaults: { students: 12, start: "near", steps: 20_000, scale: "default" },
  seed: 3,
  scale: "smoke",
  backend: "wasm",
  files: {},
};

describe("the same run elsewhere", () => {
  it("names what departs from the defaults, the seed and the backend", () => {
    const { command, yaml } = elsewhere({ ...run, config: { ...run.config, teacher: undefined } });
    expect(command.split("\n\n")[0]).toBe(
      "overparam run zhou2021local \\\n  --set students=24 \\\n  --set steps=50 \\\n  --seed 3 \\\n  --backend wasm",
    );
    expect(command.split("\n\n")[1]).toContain("--scale smoke");
    expect(yaml).toContain("students: 24\nsteps: 50\n");
  });

  it("names files, not hashes, with the command's own options", () => {
    const { command } = elsewhere({ ...run, files: { teacher: { asset: "teacher", name: "my teacher.npz" } } });
    expect(command).toContain("--teacher 'my teacher.npz'");
    expect(command).not.toContain("sha256");
  });

  describe("as a program", () => {
    const folder = mkdtempSync(join(tmpdir(), "overparam-program-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each([
      ["without files", { ...run, config: { students: 24, steps: 50 } }],
      ["with a teacher file", { ...run, files: { teacher: { asset: "teacher", name: digits } } }],
    ])("runs as it stands, %s", (name, named) => {
      const file = join(folder, `${name.replaceAll(" ", "-")}.mjs`);
      writeFileSync(file, elsewhere(named).typescript);
      const said = execFileSync(process.execPath, [file], { encoding: "utf8" });
      expect(said.trim().split("\n").at(-1)).toMatch(/^All 50 steps were taken/);
    });
  });
});
