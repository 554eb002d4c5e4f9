import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine.ts";
import { availableBackends, loadEngine } from "../../../src/node/index.ts";
import { denseShapes, largest, multiplier, transpose } from "../../support/dense.ts";
import { distance, dot } from "../../support/derivative.ts";
import { uniforms } from "../../support/random.ts";

const epsilon = 2 ** -52;

describe.each(availableBackends())("QR and least squares on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });
  const product = multiplier(() => engine);

  it.each(denseShapes)("factors a matrix of %i by %i into orthonormal columns and a triangle", (n, p) => {
    const k = Math.min(n, p);
    const random = uniforms(n + 11 * p);
    for (const a of [random.array(n * p), product(random.array(n), random.array(p), n, 1, p), new Float64Array(n * p)]) {
      const [q, r] = [new Float64Array(n * k), new Float64Array(k * p)];
      engine.linear.qr(a, n, p, q, r);
      expect(r.every((entry, i) => (i % p > Math.floor(i / p) ? true : i % p === Math.floor(i / p) ? entry >= 0 : entry === 0))).toBe(true);
      const again = product(q, r, n, k, p);
      const size = Math.sqrt(dot(a, a));
      expect(largest(again.map((entry, i) => entry - (a[i] as number)))).toBeLessThanOrEqual(8 * Math.max(n, p) * epsilon * size);
      const identity = product(q, q, k, n, k, true);
      expect(largest(identity.map((entry, i) => entry - Number(i % (k + 1) === 0)))).toBeLessThan(8 * Math.max(n, p) * epsilon);
    }
  });

  it.each([
    [1, 1],
    [2, 1],
    [1, 2],
    [5, 3],
    [3, 5],
    [33, 32],
    [32, 33],
    [129, 7],
    [7, 129],
  ] as const)("solves least squares of %i by %i", (n, p) => {
    const random = uniforms(n * 131 + p);
    const a = random.array(n * p);
    const b = random.array(n);
    const x = new Float64Array(p);
    expect(engine.linear.leastSquares(a, b, n, p, x)).toBe(Math.min(n, p));
    const residual = product(a, x, n, p, 1).map((value, i) => value - (b[i] as number));
    const size = Math.sqrt(dot(b, b)) + Math.sqrt(dot(a, a) * dot(x, x));
    expect(largest(product(a, residual, p, n, 1, true))).toBeLessThan(32 * (n + p) * epsilon * size * Math.sqrt(dot(a, a)));
  });

  it("gives the solution of least norm, and the rank, where columns depend on each other", () => {
    for (const [n, p, rank] of [
      [9, 6, 3],
      [6, 9, 2],
      [40, 33, 20],
      [4, 4, 1],
    ] as const) {
      const random = uniforms(n + p);
      const right = random.array(rank * p);
      const a = product(random.array(n * rank), right, n, rank, p);
      const b = random.array(n);
      const x = new Float64Array(p);
      expect(engine.linear.leastSquares(a, b, n, p, x)).toBe(rank);
      const residual = product(a, x, n, p, 1).map((value, i) => value - (b[i] as number));
      expect(largest(product(a, residual, p, n, 1, true))).toBeLessThan(1e-11);
      // Least norm: x lies in the row space, so projecting on it (least squares against the rows) changes nothing.
      const coefficients = new Float64Array(rank);
      engine.linear.leastSquares(transpose(right, rank, p), x, p, rank, coefficients);
      expect(distance(product(coefficients, right, 1, rank, p), x)).toBeLessThan(1e-11);
    }
    const zero = new Float64Array(3).fill(7);
    expect(engine.linear.leastSquares(new Float64Array(12), new Float64Array(4).fill(1), 4, 3, zero)).toBe(0);
    expect([...zero]).toEqual([0, 0, 0]);
  });

  it("meets the conditions of Karush, Kuhn and Tucker on any non-negative least squares problem", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        fc.integer(),
        fc.integer({ min: 0, max: 4 }),
        (n, rank, seed, kind) => {
          const random = uniforms(seed);
          const half = random.array(rank * n);
          if (kind === 1) for (let i = 0; i < rank; i++) half[i * n + n - 1] = half[i * n] as number; // equal columns
          if (kind === 2) for (let i = 0; i < rank; i++) half[i * n + n - 1] = (half[i * n] as number) * (1 + 1e-9 * random.next()); // nearly equal
          if (kind === 3) for (let i = 0; i < rank; i++) half[i * n] = 0; // a zero column
          if (kind === 4) half.forEach((entry, i) => (half[i] = Math.abs(entry)));
          const gram = product(half, half, n, rank, n, true);
          const right = product(half, random.array(rank), n, rank, 1, true);
          const z = new Float64Array(n);
          const { iterations, residual } = engine.linear.nonNegativeLeastSquares(gram, right, n, z);
          const size = largest(right) + largest(product(gram.map(Math.abs), z, n, n, 1));
          const gradient = product(gram, z, n, n, 1).map((value, i) => value - (right[i] as number));
          let worst = 0;
          z.forEach((entry, i) => {
            expect(entry).toBeGreaterThanOrEqual(0);
            worst = Math.max(worst, entry > 0 ? Math.abs(gradient[i] as number) : -(gradient[i] as number));
          });
          expect(worst).toBeLessThanOrEqual(1e-12 * size + 1e-300);
          expect(Math.abs(worst - residual)).toBeLessThanOrEqual(1e-13 * size + 1e-300);
          expect(iterations).toBeLessThan(10 * n + 100);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("finds the non-negative combination that was hidden", () => {
    const n = 60;
    const random = uniforms(60);
    const half = random.array(200 * n);
    const hidden = Float64Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 + random.next() : 0));
    const gram = product(half, half, n, 200, n, true);
    const z = new Float64Array(n);
    engine.linear.nonNegativeLeastSquares(gram, product(gram, hidden, n, n, 1), n, z);
    expect(distance(z, hidden)).toBeLessThan(1e-12);
  });
});
