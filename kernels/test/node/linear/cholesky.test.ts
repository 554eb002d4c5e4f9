import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine.ts";
import { availableBackends, loadEngine } from "../../../src/node/index.ts";
import { denseSizes, multiplier } from "../../support/dense.ts";
import { distance } from "../../support/derivative.ts";
import { uniforms } from "../../support/random.ts";

const epsilon = 2 ** -52;

describe.each(availableBackends())("Cholesky factors on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });
  const product = multiplier(() => engine);

  it.each(denseSizes)("factors and solves a positive definite matrix of size %i", (n) => {
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
});
