import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readNpz } from "../../src/format/npz.ts";
import { readSafetensors } from "../../src/format/safetensors.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const asset = (name: string): Uint8Array => new Uint8Array(readFileSync(`${root}studies/zhou2021local/assets/${name}`));
const { tensors, metadata } = readSafetensors(asset("digits-teacher.safetensors"), "digits-teacher.safetensors");
const inputs = readNpz(asset("digits-inputs.npz"), "digits-inputs.npz");
const facts = JSON.parse(new TextDecoder().decode(asset("digits-teacher.json")));
const [r, d, n] = [5, 61, 1797];
const W = tensors.W?.data ?? new Float64Array(0);
const x = inputs.x?.data ?? new Float64Array(0);
const y = inputs.y?.data ?? new Float64Array(0);

const output = (i: number): number => {
  let f = 0;
  for (let k = 0; k < r; k++) {
    let z = 0;
    for (let j = 0; j < d; j++) z += (W[k * d + j] ?? 0) * (x[i * d + j] ?? 0);
    f += Math.abs(z);
  }
  return f;
};

describe("the digits teacher", () => {
  it("stands on the data that scikit-learn ships", () => {
    expect(createHash("sha256").update(asset("digits.csv.gz")).digest("hex")).toBe(
      "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a",
    );
  });
  it("has the shapes that its description says", () => {
    expect(tensors.W?.shape).toEqual([r, d]);
    expect(inputs.x?.shape).toEqual([n, d]);
    expect([facts.r, facts.d]).toEqual([r, d]);
    expect(facts.pixels.dropped).toEqual([0, 32, 39]);
    expect(metadata.command).toBe("node scripts/digits/train.mjs");
  });
  it("has inputs of mean 0 and variance 1 in every coordinate, to the rounding of float32", () => {
    for (let j = 0; j < d; j++) {
      const column = Array.from({ length: n }, (_, i) => x[i * d + j] ?? 0);
      expect(column.every((value) => Object.is(Math.fround(value), value))).toBe(true);
      expect(Math.abs(column.reduce((a, b) => a + b, 0) / n)).toBeLessThan(1e-6);
      expect(Math.abs(column.reduce((a, b) => a + b * b, 0) / n - 1)).toBeLessThan(1e-6);
    }
  });
  it("tells even from odd as well as its description says, on images it never saw, too", () => {
    const held = Array.from({ length: n }, (_, i) => i).filter((i) => i % 5 === 4);
    const right = held.filter((i) => output(i) > 2 === (y[i] ?? 0) > 2).length / held.length;
    expect(right).toBeCloseTo(facts.heldOut.accuracy, 5);
    expect(right).toBeGreaterThan(0.9);
    let loss = 0;
    for (let i = 0; i < n; i++) loss += (output(i) - (y[i] ?? 0)) ** 2 / (2 * n);
    expect(loss).toBeCloseTo(facts.allImages.loss, 5);
  });
  it("has the separation and norms that its description says", () => {
    const norm = (k: number): number => Math.hypot(...W.subarray(k * d, (k + 1) * d));
    const norms = Array.from({ length: r }, (_, k) => norm(k));
    expect(Math.min(...norms)).toBeCloseTo(facts.smallestNorm, 5);
    expect(Math.max(...norms)).toBeCloseTo(facts.largestNorm, 5);
    let most = 0;
    for (let a = 0; a < r; a++) {
      for (let b = 0; b < a; b++) {
        let dot = 0;
        for (let j = 0; j < d; j++) dot += (W[a * d + j] ?? 0) * (W[b * d + j] ?? 0);
        most = Math.max(most, Math.abs(dot) / ((norms[a] ?? 0) * (norms[b] ?? 0)));
      }
    }
    expect(Math.acos(most)).toBeCloseTo(facts.separation, 5);
  });
  it("comes out of its script again, byte for byte", () => {
    const said = execFileSync(process.execPath, ["scripts/digits/train.mjs", "--check"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(said).toBe("the three files are the same bytes again\n");
  });
});
