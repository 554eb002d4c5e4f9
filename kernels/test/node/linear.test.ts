import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { distance, dot } from "../support/derivative.ts";
import { uniforms } from "../support/random.ts";

const epsilon = 2 ** -52;
const sizes = [1, 2, 3, 5, 7, 31, 32, 33, 65, 119, 120, 121, 127, 128, 129, 250];

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
  const plainProduct = (a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number) => {
    const out = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < inner; k++) sum += (a[i * inner + k] as number) * (b[k * columns + j] as number);
        out[i * columns + j] = sum;
      }
    }
    return out;
  };
  const transpose = (a: Float64Array, rows: number, columns: number) =>
    Float64Array.from({ length: rows * columns }, (_, i) => a[(i % rows) * columns + Math.floor(i / rows)] as number);
  const largest = (a: Float64Array) => a.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

  const shapes = [
    [1, 1, 1],
    [2, 3, 5],
    [7, 129, 17],
    [33, 31, 15],
    [8, 256, 24],
    [9, 257, 25],
    [5, 600, 1],
    [1, 5, 241],
    [770, 3, 7],
    [3, 0, 2],
    [0, 2, 3],
  ] as const;

  it("multiplies as the definition does, transposed or not", () => {
    const random = uniforms(1);
    for (const [rows, inner, columns] of shapes) {
      const a = random.array(rows * inner);
      const b = random.array(inner * columns);
      const wanted = plainProduct(a, b, rows, inner, columns);
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const left = transposeA ? transpose(a, rows, inner) : a;
        const right = transposeB ? transpose(b, inner, columns) : b;
        const got = product(left, right, rows, inner, columns, transposeA, transposeB);
        // Entries are sums of `inner` terms below 1: any order of them, fused or not, errs by at most (inner + 1) ε · inner.
        expect(largest(got.map((entry, i) => entry - (wanted[i] as number)))).toBeLessThanOrEqual((inner + 1) * epsilon * inner);
      }
    }
  });

  it("finishes each entry of a batch once: adds, scales, shifts, folds and masks", () => {
    const random = uniforms(3);
    const batch = 3;
    for (const [rows, inner, columns] of shapes) {
      for (const fold of [undefined, "relu", "abs"] as const) {
        for (const slope of [undefined, "relu", "abs"] as const) {
          const [a, b, held] = [
            random.array(batch * rows * inner),
            random.array(batch * inner * columns),
            random.array(batch * rows * columns),
          ];
          const [rowBias, columnBias] = [random.array(rows), random.array(columns)];
          const before = random.array(held.length).map((entry, i) => (i % 5 === 0 ? 0 : entry));
          const out = held.slice();
          engine.linear.multiply(
            a,
            b,
            out,
            { rows, inner, columns, batch },
            {
              add: true,
              scale: -0.5,
              rowBias,
              columnBias,
              ...(fold && { activation: fold }),
              ...(slope && { mask: { activation: slope, before } }),
            },
          );
          let worst = 0;
          for (let l = 0; l < batch; l++) {
            const sums = plainProduct(a.subarray(l * rows * inner), b.subarray(l * inner * columns), rows, inner, columns);
            sums.forEach((sum, i) => {
              const at = l * rows * columns + i;
              const z = before[at] as number;
              let entry =
                -0.5 * (sum + (held[at] as number)) + (rowBias[Math.floor(i / columns)] as number) + (columnBias[i % columns] as number);
              if (fold === "relu") entry = Math.max(0, entry);
              if (fold === "abs") entry = Math.abs(entry);
              if (slope === "relu") entry = z > 0 ? entry : 0;
              if (slope === "abs") entry *= Math.sign(z);
              worst = Math.max(worst, Math.abs(entry - (out[at] as number)));
            });
          }
          expect(worst).toBeLessThanOrEqual((inner + 6) * epsilon * (inner + 4));
        }
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

  const symmetric = (n: number, seed: number) => {
    const half = uniforms(seed).array(n * n);
    return half.map((entry, i) => entry + (half[(i % n) * n + Math.floor(i / n)] as number));
  };
  const fromSpectrum = (spectrum: readonly number[]) => {
    const n = spectrum.length;
    const [q, r] = [new Float64Array(n * n), new Float64Array(n * n)];
    engine.linear.qr(uniforms(n).array(n * n), n, n, q, r);
    const scaled = q.map((entry, i) => entry * (spectrum[i % n] as number));
    const a = product(scaled, q, n, n, n, false, true);
    return a.map((entry, i) => (entry + (a[(i % n) * n + Math.floor(i / n)] as number)) / 2);
  };

  it.each([1, 2, 3, 7, 33, 65, 129])("finds the outermost eigenvalues of a matrix of size %i, as often as they occur", (n) => {
    const repeated = fromSpectrum(Array.from({ length: n }, (_, i) => (i < 4 ? 5 : i < 8 ? -3 : (i % 7) / 7)));
    for (const a of [symmetric(n, n), repeated, new Float64Array(n * n), fromSpectrum(new Array(n).fill(2))]) {
      const all = new Float64Array(n);
      engine.linear.eigenSymmetric(a, n, all);
      const size = largest(all);
      for (const end of ["largest", "smallest"] as const) {
        for (const count of new Set([1, Math.min(n, 6), Math.min(n, 40)])) {
          const values = new Float64Array(count);
          const vectors = new Float64Array(count * n);
          engine.linear.eigenExtreme(a, n, { count, end }, values, vectors);
          const wanted = end === "largest" ? all.toReversed() : all;
          values.forEach((value, i) => expect(Math.abs(value - (wanted[i] as number))).toBeLessThanOrEqual(64 * n * epsilon * size));
          const image = product(vectors, a, count, n, n);
          const residual = image.map((entry, i) => entry - (values[Math.floor(i / n)] as number) * (vectors[i] as number));
          expect(largest(residual)).toBeLessThanOrEqual(64 * n * epsilon * size);
          const identity = product(vectors, vectors, count, n, count, false, true);
          expect(largest(identity.map((entry, i) => entry - Number(i % (count + 1) === 0)))).toBeLessThan(16 * n * epsilon);
        }
      }
    }
  });

  const shapesOfTwo = [
    [1, 1],
    [2, 2],
    [2, 1],
    [1, 2],
    [3, 3],
    [5, 3],
    [3, 5],
    [32, 32],
    [33, 32],
    [32, 33],
    [65, 65],
    [129, 7],
    [7, 129],
    [150, 97],
  ] as const;

  const checkSingular = (a: Float64Array, n: number, p: number) => {
    const k = Math.min(n, p);
    const values = new Float64Array(k);
    const [left, right] = [new Float64Array(k * n), new Float64Array(k * p)];
    engine.linear.singular(a, n, p, values, { left, right });
    const without = new Float64Array(k);
    engine.linear.singular(a, n, p, without);
    expect(without).toEqual(values);
    values.forEach((value, i) => expect(value >= 0 && (i === 0 || value <= (values[i - 1] as number))).toBe(true));
    const scaled = left.map((entry, i) => entry * (values[Math.floor(i / n)] as number));
    const again = product(scaled, right, n, k, p, true);
    expect(largest(again.map((entry, i) => entry - (a[i] as number)))).toBeLessThanOrEqual(
      16 * Math.max(n, p) * epsilon * (values[0] as number),
    );
    for (const [vectors, length] of [
      [left, n],
      [right, p],
    ] as const) {
      const identity = product(vectors, vectors, k, length, k, false, true);
      expect(largest(identity.map((entry, i) => entry - Number(i % (k + 1) === 0)))).toBeLessThan(16 * Math.max(n, p) * epsilon);
    }
    for (let i = 0; i < k; i++) {
      const row = right.subarray(i * p, i * p + p);
      expect(Math.max(...row)).toBe(largest(row));
    }
    return values;
  };

  it.each(shapesOfTwo)("splits a matrix of %i by %i into singular values and vectors", (n, p) => {
    const random = uniforms(n * 7 + p);
    checkSingular(random.array(n * p), n, p);
    const rank = Math.ceil(Math.min(n, p) / 2);
    const short = checkSingular(product(random.array(n * rank), random.array(rank * p), n, rank, p), n, p);
    expect(largest(short.subarray(rank))).toBeLessThan(16 * Math.max(n, p) * epsilon * (short[0] as number));
    checkSingular(new Float64Array(n * p), n, p);
    checkSingular(
      Float64Array.from({ length: n * p }, (_, i) => Number(Math.floor(i / p) === i % p)),
      n,
      p,
    );
    checkSingular(
      random.array(n * p).map((entry, i) => entry * 0.7 ** (Math.floor(i / p) + (i % p))),
      n,
      p,
    );
    for (const scale of [1e-200, 1e200])
      checkSingular(
        random.array(n * p).map((entry) => entry * scale),
        n,
        p,
      );
  });

  it("finds known singular values: those of a Jordan block are 2 cos(π k / (2 n + 1))", () => {
    const n = 60;
    const a = Float64Array.from({ length: n * n }, (_, i) => Number(i % n === Math.floor(i / n) || i % n === Math.floor(i / n) + 1));
    checkSingular(a, n, n).forEach((value, k) => {
      expect(Math.abs(value - 2 * Math.cos(((k + 1) * Math.PI) / (2 * n + 1)))).toBeLessThan(16 * n * epsilon);
    });
  });

  it.each(shapesOfTwo)("factors a matrix of %i by %i into orthonormal columns and a triangle", (n, p) => {
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
