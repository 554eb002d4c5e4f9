import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildNative, findCompiler } from "../../scripts/native.mjs";

describe("building the add-on", () => {
  let work: string;
  let folder: string;
  const cxx = process.env["CXX"];
  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), "overparam-build-"));
    folder = join(work, "native");
  });
  afterEach(() => {
    rmSync(work, { recursive: true });
    if (cxx === undefined) delete process.env["CXX"];
    else process.env["CXX"] = cxx;
  });

  /** A compiler that answers `--version` and then does as the shell script says. */
  const fakeCompiler = (script: string) => {
    const path = join(work, "compiler");
    writeFileSync(path, `#!/bin/sh\nif [ "$1" = --version ]; then echo "fake 1.0"; exit 0; fi\n${script}\n`);
    chmodSync(path, 0o755);
    process.env["CXX"] = path;
  };

  it("says which compilers it looked for when there is none", async () => {
    process.env["CXX"] = "/nowhere/c++";
    expect(findCompiler()).toBeUndefined();
    await expect(buildNative({ folder })).rejects.toThrow("no C++ compiler was found (CXX=/nowhere/c++)");
    expect(existsSync(folder)).toBe(false);
  });

  it("tells the compiler's own error, removes an add-on of other sources and leaves nothing half-built", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "overparam.node"), "old");
    writeFileSync(join(folder, "overparam.node.hash"), "other\nfake 1.0\n");
    fakeCompiler('echo "x.cpp:1: error: no such instruction" >&2; exit 1');
    await expect(buildNative({ folder })).rejects.toThrow(/failed: x\.cpp:1: error: no such instruction/);
    expect(existsSync(join(folder, "overparam.node"))).toBe(false);
    expect(readdirSync(work).filter((name) => name.startsWith(".native-"))).toEqual([]);
  });

  it("does not keep an add-on that does not load", async () => {
    // Writes rubbish wherever it is told to write: the self-test, in a process of its own, must refuse it.
    fakeCompiler('while [ $# -gt 0 ]; do if [ "$1" = -o ]; then echo rubbish > "$2"; fi; shift; done');
    await expect(buildNative({ folder })).rejects.toThrow(/self-test/);
    expect(existsSync(join(folder, "overparam.node"))).toBe(false);
  });
});
