import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const home = folder("new-study");
const words = (text: string): string[] => text.split("\n").filter((line) => line !== "");

describe("a study made outside the repository", () => {
  it("is listed, shown, verified and run through --studies, with no file outside its folder touched", () => {
    const before = readdirSync(join(root, "studies"));
    const made = overparam(["new-study", "smith2027rates", "--dir", "mine"], { cwd: home });
    expect(made).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(home)).toEqual(["mine"]);
    expect(readdirSync(join(home, "mine"))).toEqual(["smith2027rates"]);

    const listed = overparam(["list", "--json", "--studies", "mine"], { cwd: home });
    expect(words(listed.stdout).map((line) => JSON.parse(line).study)).toContain("smith2027rates");

    const verified = overparam(["verify", "smith2027rates", "--studies", "mine"], { cwd: home });
    expect(verified).toMatchObject({ status: 0 });
    expect(verified.stdout).toMatch(/Rate‡ +exact +.* ✓ holds +\S+ +✓/);
    expect(verified.stdout).toContain("1 holds · 0 violated");
    expect(readdirSync(join(root, "studies"))).toEqual(before);
  });

  it("is found by OVERPARAM_STUDIES, too", () => {
    const { status } = overparam(["show", "smith2027rates", "rate"], { cwd: home, env: { OVERPARAM_STUDIES: join(home, "mine") } });
    expect(status).toBe(0);
  });

  it("is told by its folder when its code is broken, and hides no other", () => {
    const broken = join(home, "mine", "broken");
    mkdirSync(broken);
    writeFileSync(join(broken, "index.ts"), "export default {");
    const { status, stdout, stderr } = overparam(["list", "--studies", "mine"], { cwd: home });
    expect(status).toBe(0);
    expect(stdout).toContain("smith2027rates");
    expect(stderr).toMatch(/^overparam: .*mine\/broken.*\n$/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe("a study made inside the repository", () => {
  /** A copy of what is built, so that the studies of this one are left alone. */
  const house = join(folder("house"), "house");
  mkdirSync(join(house, "node_modules", "@overparam"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "@overparam" && name !== "overparam") symlinkSync(join(root, "node_modules", name), join(house, "node_modules", name));
  }
  for (const workspace of ["kernels", "core", "lab", "cli", "studies"]) {
    for (const part of ["package.json", "dist", "bin", "build", "template"]) {
      const from = join(root, workspace, part);
      if (existsSync(from)) cpSync(from, join(house, workspace, part), { recursive: true, preserveTimestamps: true });
    }
    symlinkSync(join(house, workspace), join(house, "node_modules", "@overparam", workspace));
  }
  cpSync(join(root, "tsconfig.base.json"), join(house, "tsconfig.base.json"));
  const command = (args: readonly string[]) =>
    spawnSync(process.execPath, [join(house, "cli/bin/overparam.mjs"), ...args], { cwd: join(house, "studies"), encoding: "utf8" });

  it("goes to studies/ and is listed and verified without being named anywhere", () => {
    expect(command(["new-study", "smith2027rates"])).toMatchObject({ status: 0, stderr: "" });
    expect(existsSync(join(house, "studies", "smith2027rates", "index.ts"))).toBe(true);
    const listed = words(command(["list", "--json"]).stdout).map((line) => JSON.parse(line));
    expect(listed).toContainEqual(expect.objectContaining({ study: "smith2027rates", from: "built-in" }));
    const verified = command(["verify", "smith2027rates", "--out", join(home, "runs")]);
    expect(verified).toMatchObject({ status: 0 });
    expect(verified.stdout).toContain("1 holds · 0 violated");
  });

  it("compiles under the flags of the house", () => {
    const config = {
      extends: "../../tsconfig.base.json",
      compilerOptions: { composite: false, noEmit: true },
      include: ["**/*.ts"],
      exclude: ["test"],
    };
    const study = join(house, "studies", "smith2027rates");
    writeFileSync(join(study, "tsconfig.json"), JSON.stringify(config));
    const { status, stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", study], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});

describe("the study that every new one begins as", () => {
  const template = join(dirname(fileURLToPath(import.meta.url)), "..", "template");
  it("carries its placeholder wherever its name belongs", () => {
    for (const file of ["index.ts", "README.md"]) expect(readFileSync(join(template, file), "utf8")).toContain("study-name");
  });
});
