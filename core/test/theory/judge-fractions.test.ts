import { describe, expect, it } from "vitest";
import { binomialAtLeast, binomialAtMost, fractionInterval } from "../../src/theory/binomial.ts";
import type { Count, Evidence } from "../../src/theory/evidence.ts";
import { fisherExact } from "../../src/theory/hypergeometric.ts";
import { familyLevel, judgeClaims } from "../../src/theory/judge-claims.ts";
import type { Prediction } from "../../src/theory/prediction.ts";
import { claimOf, valuesOf } from "../support/claim-of.ts";
import { engines } from "../support/engines.ts";

const given = { constants: "given" } as const;
const counts = (...entries: readonly (readonly [group: string, hits: number, of: number])[]): Evidence => ({
  kind: "counts",
  counts: entries.map(([group, hits, of]): Count => ({ group, hits, of })),
});
/** n!/(k!(n−k)!) by exact products. */
const choose = (n: number, k: number): number => Array.from({ length: k }, (_, i) => (n - i) / (k - i)).reduce((a, b) => a * b, 1);

describe.each(await engines())("judging fractions on %s", (_name, { math }) => {
  const judge = (prediction: Prediction, evidence: Evidence) => judgeClaims(math, [claimOf(prediction, evidence)])[0];
  const binomial = (x: number, n: number, p: number): number => choose(n, x) * p ** x * (1 - p) ** (n - x);

  it("has binomial tails that are the sums of their terms", () => {
    for (const [n, p] of [
      [1, 0.3],
      [7, 0.5],
      [20, 0.01],
      [20, 0.93],
    ] as const) {
      for (let hits = 0; hits <= n; hits++) {
        const tail = Array.from({ length: n - hits + 1 }, (_, i) => binomial(hits + i, n, p)).reduce((a, b) => a + b, 0);
        expect(binomialAtLeast(math, hits, n, p)).toBeCloseTo(tail, 11);
        expect(binomialAtMost(math, hits, n, p) + binomialAtLeast(math, hits + 1, n, p)).toBeCloseTo(1, 11);
      }
    }
  });

  it("has intervals of a fraction at whose ends the tails are what was asked for (Clopper, Pearson 1934)", () => {
    // R: binom.test(3, 1000)$conf.int
    const [low, high] = fractionInterval(math, 3, 1000, 0.025);
    expect(low).toBeCloseTo(0.000619, 6);
    expect(high).toBeCloseTo(0.008742, 6);
    expect(fractionInterval(math, 0, 10, 0.025)[0]).toBe(0);
    expect(fractionInterval(math, 10, 10, 0.025)[1]).toBe(1);
    expect(binomialAtMost(math, 346, 1000, fractionInterval(math, 346, 1000, 0.005)[1])).toBeCloseTo(0.005, 10);
  });

  it("has Fisher's test: a lady tastes eight cups (Fisher 1935), and scipy.stats.fisher_exact", () => {
    expect(fisherExact(math, { hits: 3, of: 4, otherHits: 1, otherOf: 4 }).high).toBeCloseTo(17 / 70, 12);
    expect(fisherExact(math, { hits: 3, of: 4, otherHits: 1, otherOf: 4 }).both).toBeCloseTo(34 / 70, 12);
    expect(fisherExact(math, { hits: 365, of: 1000, otherHits: 346, otherOf: 1000 }).both).toBeCloseTo(0.400_431_551_6, 10);
    expect(fisherExact(math, { hits: 1, of: 10, otherHits: 11, otherOf: 14 }).both).toBeCloseTo(0.002_759_456, 9);
  });

  it("rejects equal fractions with at most its level, by the sum over all outcomes", () => {
    const n = 25;
    const other = 20;
    for (const p of [0.02, 0.1, 0.3, 0.5, 0.8]) {
      let wrong = 0;
      for (let a = 0; a <= n; a++) {
        for (let b = 0; b <= other; b++) {
          const { verdict } = judge({ form: "fractions equal", to: [{ group: "k", hits: b, of: other }], ...given }, counts(["k", a, n]));
          if (verdict === "violated") wrong += binomial(a, n, p) * binomial(b, other, p);
        }
      }
      expect(wrong).toBeLessThanOrEqual(familyLevel);
    }
  });

  it("says that a fraction is within a bound, or beyond it, with at most its level of error", () => {
    const n = 40;
    for (const bound of [0.05, 0.3, 0.7]) {
      const verdicts = Array.from(
        { length: n + 1 },
        (_, x) => judge({ form: "fraction at most", bound, ...given }, counts(["k", x, n])).verdict,
      );
      const rate = (word: string, p: number): number =>
        verdicts.reduce((sum, verdict, x) => sum + (verdict === word ? binomial(x, n, p) : 0), 0);
      expect(rate("violated", bound)).toBeLessThanOrEqual(familyLevel);
      expect(rate("holds", bound)).toBeLessThanOrEqual(familyLevel);
      expect(rate("violated", 0.99)).toBeGreaterThan(0.5);
    }
    expect(judge({ form: "fraction at most", bound: 0.3, ...given }, counts(["k", 1, 40])).verdict).toBe("holds");
    expect(judge({ form: "fraction at least", bound: 0.7, ...given }, counts(["k", 39, 40])).verdict).toBe("holds");
    expect(judge({ form: "fraction at least", bound: 0.7, ...given }, counts(["k", 10, 40], ["l", 40, 40]))).toMatchObject({
      verdict: "violated",
      estimate: 0.25,
    });
    expect(judge({ form: "fraction at most", bound: 1, ...given }, counts(["k", 1, 40])).vacuous).toBe(true);
  });

  it("tells an order of fractions by every neighbour, and a wrong order", () => {
    const order = { form: "fractions increase", order: ["a", "b", "c"], ...given } as const;
    const good = judge(order, counts(["c", 90, 100], ["a", 2, 100], ["b", 40, 100]));
    expect(good).toMatchObject({ verdict: "holds", asked: "fractions increase: a < b < c", runs: 300 });
    expect(good.estimate).toBeCloseTo(0.38, 12);
    expect(good.interval?.[0]).toBeGreaterThan(0);
    expect(judge(order, counts(["a", 2, 100], ["b", 40, 100], ["c", 41, 100])).verdict).toBe("undecided");
    expect(judge(order, counts(["a", 2, 100], ["b", 90, 100], ["c", 41, 100])).verdict).toBe("violated");
  });

  it("corrects for the number of groups, adds up counts of one group, and says what it cannot tell", () => {
    const to = [
      { group: "k = 6", hits: 3, of: 1000 },
      { group: "k = 8", hits: 126, of: 1000 },
    ];
    const seen = judge({ form: "fractions equal", to, ...given }, counts(["k = 6", 2, 500], ["k = 6", 3, 500], ["k = 8", 120, 1000]));
    expect(seen.verdict).toBe("holds");
    expect(seen.reason).toMatch(/^The counts are k = 6: 5 of 1000 against 3 of 1000, p = .*; k = 8: 120 of 1000 against 126 of 1000, p = /);
    expect(judge({ form: "fractions equal", to, ...given }, counts(["k = 6", 40, 1000], ["k = 8", 126, 1000])).verdict).toBe("violated");
    // Three runs could hardly have contradicted anything.
    expect(judge({ form: "fractions equal", to: [to[1]], ...given }, counts(["k = 8", 1, 3])).verdict).toBe("undecided");
    expect(judge({ form: "fractions equal", to, ...given }, counts(["k = 6", 0, 0], ["k = 8", 1, 3])).reason).toBe(
      "No run was counted of k = 6.",
    );
  });

  it("refuses evidence of another kind, groups that were not counted, and counts that are none", () => {
    const order = { form: "fractions increase", order: ["a", "b"], ...given } as const;
    expect(() => judge(order, valuesOf([1]))).toThrow(/judged on counts/);
    expect(() => judge(order, counts(["a", 1, 2]))).toThrow(/counted are a; got "b"/);
    expect(() => judge(order, counts(["a", 3, 2], ["b", 1, 2]))).toThrow(/whole numbers 0 ≤ hits ≤ of/);
    expect(() => judge({ form: "at most", bound: 1, ...given }, counts(["a", 1, 2]))).toThrow(/judged on values/);
  });
});
