import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extrapolate } from "../../src/theory/extrapolate.ts";
import { fitLine } from "../../src/theory/fit-line.ts";
import { fitPower } from "../../src/theory/fit-power.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { uniform } from "../../src/random/uniform.ts";
import { engines } from "../support/engines.ts";

const grid = (from: number, to: number, count: number) => Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));

describe.each(await engines())("fits on %s", (_name, { math }) => {
  it("finds the slope of a power law, whatever its factor and whichever end", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.constantFrom("large x" as const, "small x" as const),
        (slope, factor, towards) => {
          const x = grid(1, 1e4, 60);
          const fit = fitPower(
            math,
            x,
            x.map((value) => factor * value ** slope),
            towards,
          );
          expect(fit).toBeDefined();
          expect(Math.abs((fit?.slope as number) - slope)).toBeLessThan(1e-12);
          expect(Math.abs((fit?.factor as number) / factor - 1)).toBeLessThan(1e-10);
          expect(fit?.error).toBeLessThan(1e-12);
          expect(Math.abs(fit?.drift as number)).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("looks at the asymptotic end alone, where log y / log x would not", () => {
    const x = grid(1, 1e6, 120);
    const y = x.map((t) => 50 / (1 + t) ** 3);
    const fit = fitPower(math, x, y);
    expect(Math.abs((fit?.slope as number) + 3)).toBeLessThan(1e-4);
    expect(fit?.from).toBeGreaterThanOrEqual(1e5 * (1 - 1e-12));
    const early = fitPower(math, x, y, "small x");
    expect(early?.slope).toBeGreaterThan(-2.5);
  });

  it("tells how the slope still changes", () => {
    const x = grid(1, 100, 80);
    const fit = fitPower(
      math,
      x,
      x.map((t) => Math.exp(-t / 10)),
    );
    expect(fit?.drift).toBeLessThan(-1);
    // Local slopes of e^{−t/10} are −t/10.
    fit?.local.x.forEach((t, i) => expect(Math.abs((fit.local.slope[i] ?? 0) + t / 10)).toBeLessThan(0.01 * t));
  });

  it("leaves out what has no logarithm, and says nothing of fewer than five points", () => {
    const x = [0, 1, 1.5, 2, 4, 8];
    expect(fitPower(math, x, [9, 1, 1.5, 2, 4, 8])?.slope).toBeCloseTo(1, 12);
    expect(fitPower(math, [1, 2, 4, 8], [1, 2, 4, 8])).toBeUndefined();
    expect(fitPower(math, [1, 1, 1, 1, 1], [1, 2, 3, 4, 5])).toBeUndefined();
    expect(fitPower(math, [], [])).toBeUndefined();
  });

  it("fits no tail that reaches into the near half of a sparse curve, or has a half with a single x", () => {
    const sparse = [1, 1e2, 1e4, 1e6, 1e8, 1e10];
    expect(fitPower(math, sparse, sparse)).toBeUndefined();
    const long = Array.from({ length: 11 }, (_, k) => 100 ** k);
    expect(fitPower(math, long, long)?.points).toBe(5);
    expect(fitPower(math, [1, 9.9, 9.91, 9.92, 10], [1, 2, 3, 4, 5])).toBeUndefined();
  });

  it("has the textbook standard error of a slope", () => {
    // Draper, Smith: residuals of y = x with alternating ±1.
    const line = fitLine([0, 1, 2, 3], [1, 0, 3, 2]);
    expect(line.slope).toBeCloseTo(0.6, 15);
    expect(line.error).toBeCloseTo(Math.sqrt(line.squares / 2 / 5), 15);
    expect(line.squares).toBeCloseTo(3.2, 14);
  });

  it("extrapolates a sequence with an unknown power to its limit, within its own error", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.constantFrom(0.5, 1, 1.5, 2, 3),
        fc.constantFrom(-1, 1),
        (limit, c, power, sign) => {
          const levels = grid(1e-3, 0.3, 8).map((x) => ({ x, value: limit + sign * c * x ** power * (1 + 0.3 * x), rounding: 1e-15 }));
          const found = extrapolate(math, levels);
          expect(found).toBeDefined();
          expect(Math.abs((found?.limit as number) - limit)).toBeLessThanOrEqual(found?.error as number);
          // No worse than the difference of the two coarser of the three finest levels, twice.
          expect(found?.error).toBeLessThan(2 * 1.3 * c * (1e-3 * (0.3 / 1e-3) ** (2 / 7)) ** power + 1e-13);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("rarely misses the limit of a mixture of powers, and then not by far", () => {
    const draws = 2000;
    const c = new Float64Array(4 * draws);
    uniform(rootKey("mixtures", 1), c);
    let missed = 0;
    let worst = 0;
    for (let k = 0; k < draws; k++) {
      const [limit, c1, c2, c3] = c.subarray(4 * k, 4 * k + 4).map((u) => 2 * u - 1);
      const levels = Array.from({ length: 9 }, (_, i) => 0.2 / 2 ** i).map((x) => ({
        x,
        value: limit + c1 * x + c2 * x * Math.sqrt(x) + c3 * x * x,
        rounding: 1e-13,
      }));
      const found = extrapolate(math, levels);
      const ratio = Math.abs((found?.limit ?? Number.NaN) - limit) / (found?.error ?? Number.NaN);
      if (!(ratio <= 1)) missed += 1;
      worst = Math.max(worst, ratio);
    }
    expect(missed / draws).toBeLessThan(0.015);
    expect(worst).toBeLessThan(3);
  });

  it("finds no limit of a logarithm, and widens with rounding", () => {
    const logarithm = grid(1e-4, 1, 9).map((x) => ({ x, value: Math.log(x), rounding: 0 }));
    const clean = grid(1e-3, 1e-1, 5).map((x) => ({ x, value: 1 + x, rounding: 0 }));
    const rounded = clean.map((level) => ({ ...level, rounding: 1e-4 }));
    const lost = extrapolate(math, logarithm);
    // Locally a logarithm looks like a tiny power: either no limit, or one with an error of the size of the values.
    expect(lost === undefined || lost.error > 1).toBe(true);
    expect(extrapolate(math, clean)?.limit).toBeCloseTo(1, 10);
    expect(extrapolate(math, rounded)?.error).toBeGreaterThan(1e-4);
    expect(extrapolate(math, clean.slice(0, 2))).toBeUndefined();
  });

  it("gives the limit 2/(3π) of a split neuron from δ = 0.1, 0.01, 0.001", () => {
    const psi = (t: number) => (t > 0.3 ? Math.sin(t) - t * Math.cos(t) : t ** 3 / 3 - t ** 5 / 30 + t ** 7 / 840 - t ** 9 / 45360);
    // One teacher of norm 1, two students at ±δ of mass 1/(2 cos δ).
    const loss = (delta: number) => {
      const mass = 1 / (2 * Math.cos(delta));
      // ½ [2μ²(1 + cos 2δ) − 4μ cos δ + 1] = 0 and the curved parts remain.
      return (2 / Math.PI) * (mass * mass * psi(2 * delta) - 2 * mass * psi(delta));
    };
    const found = extrapolate(
      math,
      [0.1, 0.01, 0.001].map((x) => ({ x, value: loss(x) / x ** 3, rounding: 1e-12 })),
    );
    expect(Math.abs((found?.limit as number) - 2 / (3 * Math.PI))).toBeLessThanOrEqual(found?.error as number);
    // The step from δ = 0.01 to 0.001 is of relative order 10^−4.
    expect(found?.error).toBeLessThan(1e-4);
    expect(found?.power).toBeCloseTo(2, 2);
  });
});
