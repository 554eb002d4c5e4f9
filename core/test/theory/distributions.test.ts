import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "../../src/theory/holm.ts";
import { incompleteBeta } from "../../src/theory/incomplete-beta.ts";
import { logGammaHalf } from "../../src/theory/log-gamma-half.ts";
import { studentT } from "../../src/theory/student-t.ts";
import { engines } from "../support/engines.ts";

const relative = (a: number, b: number) => Math.abs(a / b - 1);

describe.each(await engines())("laws on %s", (_name, { math }) => {
  it("knows ln Γ at halves: exact products, and the recurrence across the change of method", () => {
    expect(logGammaHalf(math, 1)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 15);
    expect(logGammaHalf(math, 10)).toBeCloseTo(Math.log(24), 14);
    for (const n of [28, 29, 30, 31, 100, 1001]) {
      expect(relative(logGammaHalf(math, n + 2), logGammaHalf(math, n) + Math.log(n / 2))).toBeLessThan(1e-14);
    }
  });

  // Quantiles of Student's t as printed in tables (Abramowitz, Stegun 1964, table 26.10; to their printed digits).
  it.each([
    [1, 0.975, 12.706],
    [2, 0.995, 9.925],
    [5, 0.95, 2.015],
    [10, 0.9995, 4.587],
    [30, 0.975, 2.042],
    [120, 0.99, 2.358],
    [Number.POSITIVE_INFINITY, 0.975, 1.96],
  ])("has the printed quantile of t with %d degrees of freedom at %d", (freedom, p, quantile) => {
    expect(Math.abs(studentT(math, freedom).quantile(p) - quantile)).toBeLessThan(5.1e-4);
  });

  it("equals the closed forms for one and two degrees of freedom, in the far tail too", () => {
    for (const t of [0, 0.1, 1, 5, 100, 1e6]) {
      expect(relative(studentT(math, 1).tail(t), Math.atan2(1, t) / Math.PI)).toBeLessThan(1e-12);
      const s = Math.sqrt(2 + t * t);
      // ½ (1 − t/s) without cancellation: 1/(s (s + t)).
      expect(relative(studentT(math, 2).tail(t), 1 / (s * (s + t)))).toBeLessThan(1e-12);
    }
  });

  it("is the normal law for infinitely many degrees of freedom, with its own accuracy in the tail", () => {
    const law = studentT(math, Number.POSITIVE_INFINITY);
    // Q(x) of DLMF §7.1 by erfc: Q(1), Q(3), Q(6), Q(10).
    expect(relative(law.tail(1), 0.15865525393145707)).toBeLessThan(1e-13);
    expect(relative(law.tail(3), 0.0013498980316300946)).toBeLessThan(1e-12);
    expect(relative(law.tail(6), 9.865876450376946e-10)).toBeLessThan(1e-12);
    expect(relative(law.tail(10), 7.619853024160527e-24)).toBeLessThan(1e-12);
    expect(relative(studentT(math, 1_000_000).tail(2), law.tail(2))).toBeLessThan(1e-5);
  });

  it("inverts its own distribution, is symmetric and monotone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (freedom, p, step) => {
          const law = studentT(math, freedom);
          const t = law.quantile(p);
          expect(relative(law.cdf(t), p)).toBeLessThan(1e-10);
          expect(law.cdf(-t)).toBeCloseTo(1 - p, 12);
          expect(law.cdf(t + step)).toBeGreaterThanOrEqual(law.cdf(t) - 1e-15);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has an incomplete beta with I_x(1, 1) = x, I_x(1, b) = 1 − (1 − x)^b and the reflection", () => {
    for (const x of [1e-9, 0.1, 0.5, 0.9, 1 - 1e-9]) {
      expect(relative(incompleteBeta(math, 2, 2, x, 1 - x), x)).toBeLessThan(1e-13);
      expect(relative(incompleteBeta(math, 2, 6, x, 1 - x), x * (3 - 3 * x + x * x))).toBeLessThan(1e-13);
      expect(incompleteBeta(math, 7, 4, x, 1 - x) + incompleteBeta(math, 4, 7, 1 - x, x)).toBeCloseTo(1, 13);
    }
  });
});

describe("holm", () => {
  it("adjusts Holm's own way: the least by n, the next by n − 1, never decreasing", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([])).toEqual([]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
  });

  it("never adjusts below the raw p-value nor above Bonferroni's, and keeps the order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (p) => {
        holm(p).forEach((adjusted, i) => {
          expect(adjusted).toBeGreaterThanOrEqual(p[i]);
          expect(adjusted).toBeLessThanOrEqual(Math.min(1, p.length * p[i]));
          p.forEach((other, j) => {
            if (other < p[i]) expect(holm(p)[j]).toBeLessThanOrEqual(adjusted);
          });
        });
      }),
    );
  });

  it("keeps the family-wise level on true hypotheses, strongly dependent ones too", () => {
    // All of n true hypotheses share one uniform number: the worst case for a procedure that assumed independence.
    let rejected = 0;
    for (let i = 0; i < 10_000; i++) if (Math.min(...holm(new Array(8).fill(i / 10_000))) <= 0.05) rejected += 1;
    expect(rejected / 10_000).toBeLessThanOrEqual(0.05);
  });
});
