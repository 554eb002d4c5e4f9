import { createHash } from "node:crypto";
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeNpz } from "../../src/format/npz.ts";
import { writeSafetensors } from "../../src/format/safetensors.ts";
import { loadAsset } from "../../src/node/asset/load-asset.ts";
import { assetKeys, resolveFiles } from "../../src/node/asset/resolve-files.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { temporary } from "../support/temporary.ts";

const weights = { W: { shape: [2, 3], data: new Float64Array([1, 2, 3, 4, 5, 6]) } };

describe("a data file", () => {
  it.each([
    ["weights.npz", writeNpz(weights)],
    ["weights.safetensors", writeSafetensors(weights)],
  ])("%s gives its arrays and the hash of its bytes", (name, bytes) => {
    const path = join(temporary(), name);
    writeFileSync(path, bytes);
    const { hash, tensors } = loadAsset(path);
    expect(hash).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
    expect(tensors).toEqual(weights);
  });

  const bad: readonly [string, string, RegExp, (path: string) => void][] = [
    ["missing", "teacher.npz", /there is no such file or folder. Check the path/, () => undefined],
    ["below a file", "file/teacher.npz", /a part of this path is a file/, (path) => writeFileSync(join(path, ".."), "")],
    ["a folder", "folder.npz", /a data file is needed; got "a folder"/, (path) => mkdirSync(path)],
    ["empty", "teacher.npz", /must hold something; got "an empty file"/, (path) => writeFileSync(path, "")],
    ["truncated npz", "teacher.npz", /teacher.npz/, (path) => writeFileSync(path, writeNpz(weights).subarray(0, 100))],
    ["truncated safetensors", "teacher.safetensors", /truncated/, (path) => writeFileSync(path, writeSafetensors(weights).subarray(0, -8))],
    ["no safetensors", "teacher.safetensors", /header/, (path) => writeFileSync(path, "this is text and no tensor at all")],
    [
      "of another format",
      "teacher.pth",
      /must end in .npz, .safetensors, .npy or .csv, for graphs in .csv, .graphml, .dot or .gv; got ".pth"/,
      (path) => writeFileSync(path, "x"),
    ],
    ["too big", "teacher.npz", /may hold 1073741824 bytes; got 1073741825/, (path) => sparse(path, 2 ** 30 + 1)],
    ["a device", "/dev/null", /got "a device or pipe"/, () => undefined],
  ];
  it.each(bad)("that is %s is refused in one sentence", (_name, name, wanted, make) => {
    const path = name.startsWith("/") ? name : join(temporary(), name);
    make(path);
    let caught: unknown;
    try {
      loadAsset(path);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ name: "Misuse" });
    expect((caught as Error).message).toMatch(wanted);
    expect((caught as Error).message).toMatch(/^[^\n]+\.$/);
    expect((caught as Error).message).toContain(path);
  });
});

describe("a config that names files", () => {
  it("is resolved to the hashes of their content, so that a copy elsewhere is the same run", () => {
    const [one, two] = [join(temporary(), "a.npz"), join(temporary(), "b.npz")];
    for (const path of [one, two]) writeFileSync(path, writeNpz(weights));
    expect(assetKeys(quadratic)).toEqual([{ key: "inputs", asset: "inputs" }]);
    const first = resolveFiles(quadratic, { inputs: one, size: 2 });
    expect(first.config).toEqual({ inputs: loadAsset(one).hash, size: 2 });
    expect(first.assets.get(loadAsset(one).hash)).toEqual(weights);
    expect(first.files).toEqual([{ key: "inputs", asset: "inputs", path: one, hash: loadAsset(one).hash }]);
    expect(resolveFiles(quadratic, { inputs: two, size: 2 }).config).toEqual(first.config);
  });

  it("that holds a hash takes the content that is at hand, and asks for it where it is not", () => {
    const { hash } = asset();
    expect(resolveFiles(quadratic, { inputs: hash }, new Map([[hash, weights]])).assets.get(hash)).toBe(weights);
    expect(() => resolveFiles(quadratic, { inputs: hash })).toThrow(
      /the inputs file with sha256:.*… is needed. Give it with --inputs FILE/,
    );
  });

  it("is refused where the name is no text", () => {
    expect(() => resolveFiles(quadratic, { inputs: 7 })).toThrow(/quadratic, inputs: it must be the path of the inputs file; got 7/);
  });
});

function asset() {
  const path = join(temporary(), "a.npz");
  writeFileSync(path, writeNpz(weights));
  return loadAsset(path);
}

function sparse(path: string, bytes: number): void {
  const file = openSync(path, "w");
  ftruncateSync(file, bytes);
  closeSync(file);
}
