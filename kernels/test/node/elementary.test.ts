import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { availableBackends, loadEngine } from "../../src/node/index.ts";

type Row = readonly number[];
const references = JSON.parse(readFileSync(new URL("../fixtures/references.json", import.meta.url), "utf8")) as Record<string, Row[]>;
const unary = ["exp", "log", "sin", "cos", "tanh", "erf", "log1p", "sigmoid", "softplus"] as const;

/** The distance of `got` from high + low, in units of the last place of high. */
function ulps(got: number, high: number, low: number): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(high))), -1022);
  return Math.abs(got - high - low) / 2 ** (exponent - 52);
}

/** What elementary.ts states. */
const stated: Record<string, number> = {
  exp: 2,
  log: 2,
  sin: 2,
  cos: 2,
  tanh: 2,
  erf: 4,
  log1p: 2,
  sigmoid: 3,
  softplus: 2,
  atan2: 2,
  power: 4,
};

describe.each(availableBackends())("elementary functions on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => engine.close());

  it.each(unary)("%s is within its stated error of references in high precision", (name) => {
    for (const [x, high, low] of references[name] as [number, number, number][]) {
      expect(ulps(engine.math[name](x), high, low), `${name}(${x})`).toBeLessThanOrEqual(stated[name] as number);
    }
  });

  it("atan2 and power are, too", () => {
    for (const [y, x, high, low] of references["atan2"] as [number, number, number, number][]) {
      expect(ulps(engine.math.atan2(y, x), high, low), `atan2(${y}, ${x})`).toBeLessThanOrEqual(stated["atan2"] as number);
    }
    for (const [x, n, d, high, low] of references["power"] as [number, number, number, number, number][]) {
      expect(ulps(engine.math.power(x, n, d), high, low), `${x}^(${n}/${d})`).toBeLessThanOrEqual(stated["power"] as number);
    }
  });

  it.each(unary)("%s maps arrays with the bits of the scalar form", (name) => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 40 }), (x) => {
        const out = x.slice();
        engine.math.each(name, out, out);
        out.forEach((value, i) => {
          expect(value).toBe(engine.math[name](x[i] as number));
        });
      }),
    );
  });

  it("has the special values of C99", () => {
    const { math } = engine;
    const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
    const cases: [number, number][] = [
      [math.exp(-inf), 0],
      [math.exp(inf), inf],
      [math.exp(710), inf],
      [math.exp(-746), 0],
      [math.exp(0), 1],
      [math.exp(nan), nan],
      [math.log(0), -inf],
      [math.log(-0), -inf],
      [math.log(-1), nan],
      [math.log(inf), inf],
      [math.log(1), 0],
      [math.log(nan), nan],
      [math.sin(-0), -0],
      [math.sin(inf), nan],
      [math.sin(5e-324), 5e-324],
      [math.cos(0), 1],
      [math.cos(-inf), nan],
      [math.tanh(-0), -0],
      [math.tanh(inf), 1],
      [math.tanh(-inf), -1],
      [math.tanh(nan), nan],
      [math.tanh(1e-310), 1e-310],
      [math.erf(-0), -0],
      [math.erf(inf), 1],
      [math.erf(-inf), -1],
      [math.erf(nan), nan],
      [math.log1p(-1), -inf],
      [math.log1p(-2), nan],
      [math.log1p(inf), inf],
      [math.log1p(-0), -0],
      [math.log1p(5e-324), 5e-324],
      [math.log1p(nan), nan],
      [math.sigmoid(0), 0.5],
      [math.sigmoid(inf), 1],
      [math.sigmoid(-inf), 0],
      [math.sigmoid(nan), nan],
      [math.softplus(-inf), 0],
      [math.softplus(inf), inf],
      [math.softplus(nan), nan],
      [math.atan2(0, 1), 0],
      [math.atan2(-0, 1), -0],
      [math.atan2(0, -1), Math.PI],
      [math.atan2(-0, -1), -Math.PI],
      [math.atan2(0, 0), 0],
      [math.atan2(-0, -0), -Math.PI],
      [math.atan2(1, 0), Math.PI / 2],
      [math.atan2(-1, 0), -Math.PI / 2],
      [math.atan2(inf, inf), Math.PI / 4],
      [math.atan2(inf, -inf), (3 * Math.PI) / 4],
      [math.atan2(1, inf), 0],
      [math.atan2(1, -inf), Math.PI],
      [math.atan2(5e-324, 5e-324), Math.PI / 4],
      [math.atan2(1e308, 1e308), Math.PI / 4],
      [math.atan2(nan, 1), nan],
      [math.power(0, 1, 2), 0],
      [math.power(0, -1, 3), inf],
      [math.power(inf, 2, 3), inf],
      [math.power(inf, -1, 2), 0],
      [math.power(-1, 1, 2), nan],
      [math.power(nan, 1, 2), nan],
      [math.power(5, 0, 3), 1],
      [math.power(8, 2, 3), 4],
      [math.power(2, 1, 1), 2],
      [math.power(1024, -3, 2), 2 ** -15],
      [math.power(5e-324, 1, 1), 5e-324],
      [math.power(2, 2_000_000, 1), inf],
      [math.power(1e200, 2, 1), inf],
      [math.power(1e200, -2, 1), 0],
      [math.power(1e-200, -1, 1), 1e200],
    ];
    cases.forEach(([got, wanted], index) => {
      expect(got, `case ${index}`).toBe(wanted);
    });
  });

  it("inverts and adds as the functions do", () => {
    const { math } = engine;
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (x) => {
        expect(Math.abs(math.sin(x) ** 2 + math.cos(x) ** 2 - 1)).toBeLessThan(8 * 2 ** -52);
        expect(Math.abs(math.log(math.exp(x)) - x)).toBeLessThanOrEqual(4 * 2 ** -52 * Math.max(1, Math.abs(x)));
        expect(math.tanh(-x)).toBe(-math.tanh(x));
        expect(math.erf(-x)).toBe(-math.erf(x));
        expect(math.power(Math.abs(x), 1, 2)).toBe(Math.sqrt(Math.abs(x)));
      }),
    );
  });
});
