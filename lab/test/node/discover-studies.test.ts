import { cpSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { discoverStudies } from "../../src/node/studies/discover-studies.ts";
import { findStudy } from "../../src/node/studies/find-study.ts";
import { studyEntry } from "../../src/node/studies/study-entry.ts";
import { studyPlaces } from "../../src/node/studies/study-places.ts";
import { fixtureFolder } from "../support/fixture-study.ts";
import { temporary } from "../support/temporary.ts";

const studies = join(fixtureFolder("quadratic"), "..");
const trouble = join(fixtureFolder("unruly", "trouble"), "..");
/** Without the studies and packages of this repository. */
const elsewhere = () => temporary();

describe("studies", () => {
  it("are found in a folder of studies, and in a study's own folder", async () => {
    for (const dir of [studies, fixtureFolder("quadratic")]) {
      const found = await discoverStudies({ dirs: [dir], cwd: elsewhere() });
      expect(found.filter(({ from }) => from === "directory").map(({ study, path }) => [study.id, path])).toEqual([
        ["quadratic", fixtureFolder("quadratic")],
      ]);
    }
  });

  it("are found outside of the repository, with the very core that runs", async () => {
    const outside = join(temporary(), "quadratic");
    cpSync(fixtureFolder("quadratic"), outside, { recursive: true });
    const { study } = await findStudy("quadratic", { dirs: [outside], cwd: elsewhere() });
    expect(study.config.parse({})).toMatchObject({ size: 3 });
    // A Misuse of the study is the lab's own class, so hosts tell it from a fault.
    const { Misuse } = await import("@overparam/core");
    const text = readFileSync(join(outside, "index.ts"), "utf8").replace("gradientDescent({ step })", "gradientDescent({ step: -1 })");
    const other = join(temporary(), "quadratic");
    mkdirSync(other);
    writeFileSync(join(other, "index.ts"), text);
    const wrong = await findStudy("quadratic", { dirs: [other], cwd: elsewhere() });
    const { loadEngine } = await import("@overparam/kernels/node");
    const engine = await loadEngine({ backend: "wasm" });
    expect(() => wrong.study.setup(study.config.parse({}), { engine, key: { words: [1, 2] }, assets: new Map() })).toThrow(Misuse);
    engine.close();
  });

  it("that cannot be loaded give one sentence each and hide no other", async () => {
    const problems: string[] = [];
    const found = await discoverStudies({ dirs: [trouble], cwd: elsewhere(), onProblem: (sentence) => problems.push(sentence) });
    expect(found.filter(({ from }) => from === "directory").map(({ study }) => study.id)).toEqual(["poison", "unruly"]);
    expect(problems).toHaveLength(3);
    for (const problem of problems) expect(problem).toMatch(/^[^\n]+\.$/);
    expect(problems[0]).toMatch(/broken: the study could not be loaded: .*missing/);
    expect(problems[1]).toMatch(/misnamed: the study's id must be its folder's name, misnamed; got "other-name"/);
    expect(problems[2]).toMatch(/nothing: its default export must be a study; got 7/);
  });

  it("come from installed packages with the keyword, whatever the package is called", async () => {
    const cwd = temporary();
    const folder = join(cwd, "node_modules", "@somebody", "my-study");
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "@somebody/my-study", keywords: ["overparam-study"], exports: { ".": { default: "./source.ts" } } }),
    );
    cpSync(join(fixtureFolder("quadratic"), "index.ts"), join(folder, "source.ts"));
    mkdirSync(join(cwd, "node_modules", "unrelated"));
    writeFileSync(join(cwd, "node_modules", "unrelated", "package.json"), '{"keywords":["other"]}');
    expect(studyPlaces([], cwd).filter(({ from }) => from === "package")).toEqual([{ name: "my-study", from: "package", path: folder }]);
    expect(await findStudy("quadratic", { cwd })).toMatchObject({ from: "package", path: folder });
  });

  it("of the same id are refused, the first stands", async () => {
    const other = join(temporary(), "quadratic");
    cpSync(fixtureFolder("quadratic"), other, { recursive: true });
    const problems: string[] = [];
    const dirs = [studies, other];
    const found = await discoverStudies({ dirs, cwd: elsewhere(), onProblem: (sentence) => problems.push(sentence) });
    expect(found.filter(({ study }) => study.id === "quadratic").map(({ path }) => path)).toEqual([fixtureFolder("quadratic")]);
    expect(problems).toEqual([expect.stringMatching(/there is a study quadratic already, at .*quadratic/)]);
    await expect(findStudy("quadratic", { dirs, cwd: elsewhere() })).rejects.toThrow(/two folders hold a study of this name/);
  });

  it("seen through a link and directly count once", () => {
    const dir = temporary();
    symlinkSync(fixtureFolder("quadratic"), join(dir, "quadratic"));
    const places = studyPlaces([studies, dir], elsewhere()).filter(({ name }) => name === "quadratic");
    expect(places).toHaveLength(1);
  });

  it("that do not exist are answered with the nearest name", async () => {
    await expect(findStudy("quadratc", { dirs: [studies], cwd: elsewhere() })).rejects.toThrow(
      /there is no such study; got "quadratc". Did you mean quadratic.$/,
    );
  });

  it.each([
    ["/nowhere/at/all", /the folder of --studies must exist/],
    [fileOf(), /takes a folder; got "a file"/],
    [emptyFolder(), /must hold study folders, each with an index.ts/],
  ])("in %s are refused in one sentence", (dir, wanted) => {
    expect(() => studyPlaces([dir], elsewhere())).toThrow(wanted);
  });
});

describe("compiled code", () => {
  function repository() {
    const root = temporary();
    const source = join(root, "paper");
    for (const folder of [source, join(source, "claims"), join(root, "dist", "paper", "claims")]) mkdirSync(folder, { recursive: true });
    for (const file of ["index", "claims/one"]) {
      writeFileSync(join(source, `${file}.ts`), "");
      writeFileSync(join(root, "dist", "paper", `${file}.js`), "");
      utimesSync(join(source, `${file}.ts`), 1000, 1000);
      utimesSync(join(root, "dist", "paper", `${file}.js`), 2000, 2000);
    }
    const entry = () => studyEntry({ name: "paper", from: "built-in", path: source });
    return { root, source, entry };
  }

  it("is taken while no source is newer", () => {
    const { root, entry } = repository();
    expect(entry()).toEqual({ file: join(root, "dist", "paper", "index.js"), compiled: true });
  });

  it("is left for the source as soon as any file was edited", () => {
    const { source, entry } = repository();
    utimesSync(join(source, "claims", "one.ts"), 3000, 3000);
    expect(entry()).toEqual({ file: join(source, "index.ts"), compiled: false });
  });

  it("is left for the source when a file is new", () => {
    const { source, entry } = repository();
    writeFileSync(join(source, "claims", "two.ts"), "");
    expect(entry()?.compiled).toBe(false);
  });
});

function fileOf(): string {
  return join(fixtureFolder("quadratic"), "index.ts");
}

function emptyFolder(): string {
  return join(fixtureFolder("quadratic"), "..", "..", "..", "support");
}
