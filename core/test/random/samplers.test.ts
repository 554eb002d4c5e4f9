import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bits } from "../../src/random/bits.ts";
import { normal } from "../../src/random/normal.ts";
import { permutation } from "../../src/random/permutation.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { sphere } from "../../src/random/sphere.ts";
import { threefry2x32 } from "../../src/random/threefry.ts";
import { uniform } from "../../src/random/uniform.ts";
import { engines } from "../support/engines.ts";

const key = rootKey("samplers", 7);

describe("bits and uniform", () => {
  it("are the blocks of counters 0, 1, 2, …", () => {
    const out = new Uint32Array(7);
    bits(key, out);
    expect([...out.subarray(0, 2)]).toEqual(threefry2x32(key.words, [0, 0]));
    expect([...out.subarray(4, 6)]).toEqual(threefry2x32(key.words, [2, 0]));
    expect(out[6]).toBe(threefry2x32(key.words, [3, 0])[0]);
    const u = new Float64Array(3);
    uniform(key, u);
    const [a, b] = threefry2x32(key.words, [2, 0]);
    expect(u[2]).toBe(((a >>> 5) * 2 ** 26 + (b >>> 6)) / 2 ** 53);
  });

  it("have the moments and the spread of a uniform law", () => {
    const u = new Float64Array(200_000);
    uniform(key, u);
    expect(u.every((x) => x >= 0 && x < 1)).toBe(true);
    // Chi-square of 100 equal bins: mean 99, standard deviation √198.
    const counts = new Array(100).fill(0);
    for (const x of u) counts[Math.floor(x * 100)] += 1;
    const chi = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(Math.abs(chi - 99)).toBeLessThan(5 * Math.sqrt(198));
  });
});

describe.each(await engines())("samplers on %s", (_name, { math }) => {
  it("give the same beginning when asked for more", () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), (short, more) => {
        for (const sample of [uniform, (k: typeof key, out: Float64Array) => normal(math, k, out)]) {
          const few = new Float64Array(short);
          const many = new Float64Array(short + more);
          sample(key, few);
          sample(key, many);
          expect(many.subarray(0, short)).toEqual(few);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("keep the beginning across the normal sampler's chunks", () => {
    const many = new Float64Array(20_001);
    const few = new Float64Array(8193);
    normal(math, key, many);
    normal(math, key, few);
    expect(many.subarray(0, 8193)).toEqual(few);
  });

  it("draw normal numbers whose first four moments and tails are right within five standard errors", () => {
    const n = 200_000;
    const z = new Float64Array(n);
    normal(math, key, z);
    const moment = (p: number) => z.reduce((sum, x) => sum + x ** p, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
    const beyond = z.filter((x) => Math.abs(x) > 1.959963984540054).length / n;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / n));
    // Pairs of one block are independent.
    let cross = 0;
    for (let i = 0; i < n; i += 2) cross += z[i] * z[i + 1];
    expect(Math.abs(cross / (n / 2))).toBeLessThan(5 * Math.sqrt(2 / n));
  });

  it.each([1, 2, 3, 10])("draw unit vectors with covariance I/%i", (d) => {
    const rows = 20_000;
    const x = new Float64Array(rows * d);
    sphere(math, key, d, x);
    for (let i = 0; i < rows; i++) {
      const square = x.subarray(i * d, (i + 1) * d).reduce((sum, entry) => sum + entry * entry, 0);
      expect(Math.abs(square - 1)).toBeLessThan(1e-14);
    }
    let second = 0;
    let first = 0;
    for (let i = 0; i < rows; i++) {
      second += x[i * d] ** 2;
      first += x[i * d];
    }
    expect(Math.abs(first / rows)).toBeLessThan(5 / Math.sqrt(rows));
    expect(Math.abs(second / rows - 1 / d)).toBeLessThan(5 / Math.sqrt(rows));
  });

  it("refuse rows that do not fill", () => {
    expect(() => sphere(math, key, 3, new Float64Array(4))).toThrow(/whole rows of 3/);
    expect(() => sphere(math, key, 0, new Float64Array(0))).toThrow(/whole rows/);
  });
});

describe("permutation", () => {
  it("holds every index once", () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat(), (n, seed) => {
        expect([...permutation(rootKey("p", seed), n)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });

  it("takes all orders of four equally often", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 24_000; seed++) {
      const order = permutation(rootKey("orders", seed), 4).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chi - 23)).toBeLessThan(5 * Math.sqrt(46));
  });
});
