import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, resolveConfig, type Study } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeNpz } from "../../src/format/npz.ts";
import { resolveFiles } from "../../src/node/asset/resolve-files.ts";
import { resumeRun } from "../../src/node/folder/resume-run.ts";
import { type RunOrder, startRun } from "../../src/node/folder/start-run.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { contents, temporary } from "../support/temporary.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
});
afterAll(() => engine.close());

/** Starts where its file says. */
const study: Study = {
  ...quadratic,
  setup(settings, context) {
    const setup = quadratic.setup(settings, context);
    const start = context.assets.get(settings.inputs)?.["x"]?.data;
    if (start === undefined) throw new RangeError("the file was not handed over");
    return { ...setup, problem: { ...setup.problem, start } };
  },
};

function fileOf(start: readonly number[]): string {
  const path = join(temporary(), "inputs.npz");
  writeFileSync(path, writeNpz({ x: { shape: [3], data: new Float64Array(start) } }));
  return path;
}

async function begun(folder: string, path: string, more: Partial<RunOrder> = {}) {
  const { config, assets, files } = resolveFiles(study, { inputs: path, steps: 400 });
  const resolved = resolveConfig(study, config) as Record<string, unknown>;
  return startRun({ study, config: resolved, assets, files, seed: 1, engine, folder, ...more });
}

function stopped(): Pick<RunOrder, "signal" | "onSample"> {
  const stop = new AbortController();
  return { signal: stop.signal, onSample: ({ iteration }) => iteration >= 40 && stop.abort() };
}

describe("a run of a data file", () => {
  it("finds the file again, wherever the first part of the run read it", async () => {
    const [whole, parts] = [temporary(), temporary()];
    const path = fileOf([1, 2, 3]);
    await begun(whole, path);
    expect((await begun(parts, path, stopped())).finished).toBe(false);
    expect((await resumeRun(parts, { study, engine })).finished).toBe(true);
    expect(contents(parts)).toEqual(contents(whole));
  });

  it("is the same run with a copy of the file", async () => {
    const [one, two] = [temporary(), temporary()];
    await begun(one, fileOf([1, 2, 3]));
    await begun(two, fileOf([1, 2, 3]));
    expect(contents(two)).toEqual(contents(one));
  });

  it("says which file is gone, or has another content by now", async () => {
    const folder = temporary();
    const path = fileOf([1, 2, 3]);
    await begun(folder, path, stopped());
    rmSync(path);
    await expect(resumeRun(folder, { study, engine })).rejects.toThrow(
      /inputs.npz: the run needs this file for inputs. Put it back, or give/,
    );
    writeFileSync(path, writeNpz({ x: { shape: [3], data: new Float64Array([4, 5, 6]) } }));
    await expect(resumeRun(folder, { study, engine })).rejects.toThrow(/the run was begun with another content of this file/);
  });
});
