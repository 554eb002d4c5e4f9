import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine.ts";
import { availableBackends, loadEngine } from "../../../src/node/index.ts";
import { denseShapes, largest, multiplier } from "../../support/dense.ts";
import { uniforms } from "../../support/random.ts";

const epsilon = 2 ** -52;

describe.each(availableBackends())("singular values on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });
  const product = multiplier(() => engine);

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

  it("separates two values that are equal up to 10⁻⁶ from one near 0", () => {
    const rows = [
      [-0.06727863327597977, 0.020773135730694812, 0.3596320403304546, -0.33442210054241195, 0.062199007813513334],
      [0.21724731859024107, -0.2502665625397958, 0.12899065936568066, 0.1394663163852165, 0.32261557096676263],
      [-0.00024019939632752234, 0.0011468972910828779, -0.00028305523658827425, 0.000029413329790430764, 0.0011519035771799194],
    ];
    const values = checkSingular(Float64Array.from(rows.flat()), 3, 5);
    expect(Math.abs((values[0] as number) - 0.5)).toBeLessThan(1e-5);
  });

  it.each(denseShapes)("splits a matrix of %i by %i into singular values and vectors", (n, p) => {
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
});
