import { fold, normal, rootKey, sphere } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { cellCount, greatest } from "../arrangement/greatest.ts";

const engine = await loadEngine();
const draw = (name: string, length: number) => {
  const out = new Float64Array(length);
  normal(engine.math, fold(rootKey("arrangement", 1), name), out);
  return out;
};
const g = (x: Float64Array, c: Float64Array, d: number, u: Float64Array) => {
  let sum = 0;
  for (let k = 0; k < c.length; k++) {
    let z = 0;
    for (let i = 0; i < d; i++) z += x[k * d + i] * u[i];
    sum += c[k] * Math.max(0, z);
  }
  return sum;
};

describe("the enumerated certificate", () => {
  it.each([1, 2, 3, 5, 17, 40])("in the plane is that of a fine grid to the grid's error, n = %d", (n) => {
    for (let k = 0; k < 5; k++) {
      const [x, c] = [draw(`x ${n} ${k}`, 2 * n), draw(`c ${n} ${k}`, n)];
      const found = greatest(engine, x, c, 2);
      const count = 20_000;
      let most = 0;
      for (let i = 0; i < count; i++) {
        const angle = (2 * Math.PI * i) / count;
        most = Math.max(most, Math.abs(g(x, c, 2, Float64Array.of(Math.cos(angle), Math.sin(angle)))));
      }
      expect(Math.abs(g(x, c, 2, found.at))).toBeCloseTo(found.value, 12);
      expect(Math.hypot(...found.at)).toBeCloseTo(1, 12);
      expect(found.value).toBeGreaterThanOrEqual(most - 1e-12);
      // |g| changes by at most Σ|c_k| ‖x_k‖ a radian, and the nearest grid point is half a cell away.
      const rate = c.reduce((sum, weight, i) => sum + Math.abs(weight) * Math.hypot(x[2 * i], x[2 * i + 1]), 0);
      expect(found.value - most).toBeLessThanOrEqual((rate * Math.PI) / count);
      expect(found.cells).toBe(cellCount(n, 2));
    }
  });

  it.each([2, 3, 5, 11])("in space is above a hundred thousand random directions, and at one of its faces, n = %d", (n) => {
    for (let k = 0; k < 3; k++) {
      const [x, c] = [draw(`x3 ${n} ${k}`, 3 * n), draw(`c3 ${n} ${k}`, n)];
      const found = greatest(engine, x, c, 3);
      const u = new Float64Array(3 * 100_000);
      sphere(engine.math, fold(rootKey("directions", n), k), 3, u);
      let most = 0;
      for (let i = 0; i < u.length; i += 3) most = Math.max(most, Math.abs(g(x, c, 3, u.subarray(i, i + 3))));
      expect(found.value).toBeGreaterThanOrEqual(most);
      expect(found.value - most).toBeLessThan(0.03 * found.value);
      expect(Math.abs(g(x, c, 3, found.at))).toBeCloseTo(found.value, 12);
      if (n >= 3) expect(found.cells).toBe(cellCount(n, 3));
    }
  });

  it("finds maxima that random directions miss: narrow cells between nearly parallel planes", () => {
    const x = Float64Array.of(1, 0, 0, 1, 1e-7, 0, 0, 0, 1);
    const c = Float64Array.of(1e7, -1e7, 0.1);
    const found = greatest(engine, x, c, 3);
    const u = new Float64Array(3 * 10_000);
    sphere(engine.math, rootKey("directions", 0), 3, u);
    let most = 0;
    for (let i = 0; i < u.length; i += 3) most = Math.max(most, Math.abs(g(x, c, 3, u.subarray(i, i + 3))));
    expect(found.value).toBeGreaterThanOrEqual(most);
  });

  it("on data in a plane of R^10 is that of the plane, with the direction in R^10", () => {
    const [plane, frame, c] = [draw("plane", 2 * 30), draw("frame", 20), draw("weights", 30)];
    const q = new Float64Array(20);
    const r = new Float64Array(4);
    const tall = new Float64Array(20);
    for (let i = 0; i < 10; i++) for (let j = 0; j < 2; j++) tall[2 * i + j] = frame[10 * j + i];
    engine.linear.qr(tall, 10, 2, q, r);
    const x = new Float64Array(300);
    for (let k = 0; k < 30; k++) for (let i = 0; i < 10; i++) x[10 * k + i] = plane[2 * k] * q[2 * i] + plane[2 * k + 1] * q[2 * i + 1];
    const [low, high] = [greatest(engine, plane, c, 2), greatest(engine, x, c, 10)];
    expect(high.rank).toBe(2);
    expect(high.cells).toBe(low.cells);
    expect(high.value).toBeCloseTo(low.value, 12);
    expect(Math.abs(g(x, c, 10, high.at))).toBeCloseTo(low.value, 12);
  });

  it.each([2, 3])("with rows that repeat, point the other way or vanish stays exact, d = %d", (d) => {
    const base = draw("base", 6 * d);
    const x = Float64Array.from([
      ...base,
      ...base.subarray(0, d).map((entry) => 2 * entry),
      ...base.subarray(d, 2 * d).map((entry) => -entry),
      ...new Float64Array(d),
    ]);
    const c = draw("weights of nine", 9);
    const found = greatest(engine, x, c, d);
    const u = new Float64Array(d * 50_000);
    sphere(engine.math, rootKey("directions", d), d, u);
    let most = 0;
    for (let i = 0; i < u.length; i += d) most = Math.max(most, Math.abs(g(x, c, d, u.subarray(i, i + d))));
    expect(found.value).toBeGreaterThanOrEqual(most);
    expect(found.value - most).toBeLessThan(0.03 * found.value);
    expect(found.cells).toBe(cellCount(6, d));
  });

  it("refuses data of a larger span, with what to do", () => {
    expect(() => greatest(engine, draw("four", 40), draw("ten", 10), 4)).toThrow(/span at most 3 dimensions; got 4.*Project/);
  });
});

describe("the work of the enumeration", () => {
  it.each([
    [2, 1],
    [3, 2],
  ])("grows like the power q − 1 of n, as the number of cells does: q = %d, power %d", (q, power) => {
    const sizes = [20, 40, 80, 160, 320];
    const points = sizes.map((n) => {
      const { visited, cells } = greatest(engine, draw(`work ${q} ${n}`, q * n), draw(`weights ${q} ${n}`, n), q);
      expect(cells).toBe(cellCount(n, q));
      return [Math.log(n), Math.log(visited)] as const;
    });
    const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const slope = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
    expect(Math.abs(slope - power)).toBeLessThan(0.03);
  });
});

describe("cellCount", () => {
  it.each([
    [1, 2, 2],
    [4, 2, 8],
    [3, 3, 8],
    [4, 3, 14],
    [40, 3, 1562],
    [5, 5, 32],
  ])("of %d hyperplanes in R^%d is %d", (n, q, cells) => {
    expect(cellCount(n, q)).toBe(cells);
  });
});
