import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine.ts";
import { availableBackends, loadEngine } from "../../../src/node/index.ts";
import { denseSizes, largest, multiplier } from "../../support/dense.ts";
import { dot } from "../../support/derivative.ts";
import { uniforms } from "../../support/random.ts";

const epsilon = 2 ** -52;

describe.each(availableBackends())("eigenvalues on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });
  const product = multiplier(() => engine);

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

  it.each(denseSizes)("diagonalises a random symmetric matrix of size %i", (n) => {
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
});
