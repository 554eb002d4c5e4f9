import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { distance, dot } from "../support/derivative.ts";
import { uniforms } from "../support/random.ts";

const epsilon = 2 ** -52;
const sizes = [1, 2, 3, 5, 7, 31, 32, 33, 65, 127, 128, 129];

describe.each(availableBackends())("linear algebra on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  const product = (
    a: Float64Array,
    b: Float64Array,
    rows: number,
    inner: number,
    columns: number,
    transposeA = false,
    transposeB = false,
  ) => {
    const out = new Float64Array(rows * columns);
    engine.linear.multiply(a, b, out, { rows, inner, columns, transposeA, transposeB });
    return out;
  };
  const transpose = (a: Float64Array, rows: number, columns: number) =>
    Float64Array.from({ length: rows * columns }, (_, i) => a[(i % rows) * columns + Math.floor(i / rows)] as number);
  const largest = (a: Float64Array) => a.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

  it("multiplies as the definition does, transposed or not", () => {
    const random = uniforms(1);
    for (const [rows, inner, columns] of [
      [1, 1, 1],
      [2, 3, 5],
      [7, 129, 17],
      [33, 31, 15],
      [16, 128, 16],
      [5, 257, 1],
      [3, 0, 2],
    ] as const) {
      const a = random.array(rows * inner);
      const b = random.array(inner * columns);
      const wanted = new Float64Array(rows * columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let k = 0; k < inner; k++) sum += (a[i * inner + k] as number) * (b[k * columns + j] as number);
          wanted[i * columns + j] = sum;
        }
      }
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const left = transposeA ? transpose(a, rows, inner) : a;
        const right = transposeB ? transpose(b, inner, columns) : b;
        expect(product(left, right, rows, inner, columns, transposeA, transposeB)).toEqual(wanted);
      }
    }
  });

  it.each(sizes)("factors and solves a positive definite matrix of size %i", (n) => {
    const random = uniforms(n);
    const half = random.array(n * n);
    const a = product(half, half, n, n, n, false, true);
    for (let i = 0; i < n; i++) a[i * n + i] = (a[i * n + i] as number) + n;
    const factor = new Float64Array(n * n);
    expect(engine.linear.cholesky(a, n, factor)).toBe(n);
    expect(factor.every((entry, k) => k % n <= Math.floor(k / n) || entry === 0)).toBe(true);
    expect(distance(product(factor, factor, n, n, n, false, true), a)).toBeLessThan(8 * n * epsilon);
    const inPlace = a.slice();
    engine.linear.cholesky(inPlace, n, inPlace);
    expect(inPlace).toEqual(factor);
    const x = random.array(n * 3);
    const b = product(a, x, n, n, 3);
    engine.linear.choleskySolve(factor, n, b, 3);
    expect(distance(b, x)).toBeLessThan(200 * n * epsilon); // condition number below 100 by construction
  });

  it("names the first row that is not positive definite", () => {
    const out = new Float64Array(9);
    expect(engine.linear.cholesky(Float64Array.of(1, 0, 0, 0, -1, 0, 0, 0, 1), 3, out)).toBe(1);
    expect(engine.linear.cholesky(Float64Array.of(1, 1, 0, 1, 1, 0, 0, 0, 1), 3, out)).toBe(1);
    expect(engine.linear.cholesky(Float64Array.of(Number.NaN), 1, new Float64Array(1))).toBe(0);
  });

  const checkEigen = (a: Float64Array, n: number) => {
    const values = new Float64Array(n);
    const vectors = new Float64Array(n * n);
    engine.linear.eigenSymmetric(a, n, values, vectors);
    const without = new Float64Array(n);
    engine.linear.eigenSymmetric(a, n, without);
    expect(without).toEqual(values);
    const size = Math.max(largest(values), Number.MIN_VALUE);
    const image = product(vectors, a, n, n, n);
    const identity = product(vectors, vectors, n, n, n, false, true);
    let residual = 0;
    let skew = 0;
    for (let i = 0; i < n; i++) {
      if (i > 0) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1] as number);
      const row = vectors.subarray(i * n, i * n + n);
      expect(Math.max(...row)).toBe(largest(row));
      for (let j = 0; j < n; j++) {
        residual = Math.max(residual, Math.abs((image[i * n + j] as number) - (values[i] as number) * (row[j] as number)));
        skew = Math.max(skew, Math.abs((identity[i * n + j] as number) - Number(i === j)));
      }
    }
    expect(residual).toBeLessThanOrEqual(16 * n * epsilon * size);
    expect(skew).toBeLessThan(16 * n * epsilon);
    return values;
  };

  it.each(sizes)("diagonalises a random symmetric matrix of size %i", (n) => {
    const half = uniforms(n).array(n * n);
    checkEigen(
      half.map((entry, i) => entry + (half[(i % n) * n + Math.floor(i / n)] as number)),
      n,
    );
  });

  it("finds known spectra, repeated eigenvalues among them", () => {
    const n = 40;
    const laplacian = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      laplacian[i * n + i] = 2;
      if (i > 0) laplacian[i * n + i - 1] = laplacian[(i - 1) * n + i] = -1;
    }
    checkEigen(laplacian, n).forEach((value, k) => {
      expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))))).toBeLessThan(16 * n * epsilon);
    });
    const u = uniforms(2).array(n);
    const rankOne = Float64Array.from({ length: n * n }, (_, i) => (u[Math.floor(i / n)] as number) * (u[i % n] as number));
    expect(Math.abs((checkEigen(rankOne, n)[n - 1] as number) / dot(u, u) - 1)).toBeLessThan(16 * n * epsilon);
    checkEigen(
      Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0)),
      n,
    );
    checkEigen(new Float64Array(n * n), n);
    checkEigen(
      laplacian.map((entry) => entry * 1e-200),
      n,
    );
    checkEigen(
      laplacian.map((entry) => entry * 1e200),
      n,
    );
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
