import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { judgeClaims } from "../../src/theory/judge-claims.ts";
import type { Evidence } from "../../src/theory/evidence.ts";
import type { Prediction } from "../../src/theory/prediction.ts";
import { claimOf, recordOf, valuesOf } from "../support/claim-of.ts";
import { engines } from "../support/engines.ts";

const given = { constants: "given" } as const;

describe.each(await engines())("judging values on %s", (_name, { math }) => {
  const judge = (prediction: Prediction, evidence: Evidence) => judgeClaims(math, [claimOf(prediction, evidence)])[0];

  it("decides exact values by arithmetic: beyond the bound by more than the rounding is violated", () => {
    const atLeast = { form: "at least", bound: 1, ...given } as const;
    expect(judge(atLeast, valuesOf([1.5, 1]))).toMatchObject({
      verdict: "holds",
      estimate: 1,
      slack: 0,
      interval: null,
      pHolds: null,
      pViolated: null,
      runs: 2,
      points: 2,
    });
    expect(judge(atLeast, valuesOf([1.5, 1 - 2e-15])).verdict).toBe("violated");
    expect(judge(atLeast, valuesOf([1.5, { value: 1 - 2e-15, rounding: 1e-14 }])).verdict).toBe("holds");
    const violated = judge(atLeast, valuesOf([0.4, 3, 0.2]));
    expect(violated).toMatchObject({ verdict: "violated", estimate: 0.2 });
    expect(violated.reason).toBe("2 of 3 values are beyond 1, the worst 0.2 in run 2.");
    expect(judge({ form: "at most", bound: 1, ...given }, valuesOf([0.5, 2]))).toMatchObject({
      verdict: "violated",
      estimate: 2,
      slack: -1,
    });
    expect(judge({ form: "equals", value: 0, ...given }, valuesOf([{ value: 1e-17, rounding: 1e-16 }])).verdict).toBe("holds");
    expect(judge({ form: "equals", value: 0, ...given }, valuesOf([{ value: 1e-15, rounding: 1e-16 }])).verdict).toBe("violated");
  });

  it("is monotone: a better value never turns holds into violated", () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 6 }),
        value,
        fc.nat({ max: 5 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (entries, bound, at, better) => {
          const prediction = { form: "at least", bound, ...given } as const;
          const improved = entries.map(([x, rounding], i) => [i === at ? x + better : x, rounding] as const);
          const of = (list: readonly (readonly [number, number])[]) =>
            judge(prediction, valuesOf(list.map(([x, rounding]) => ({ value: x, rounding }))));
          if (of(entries).verdict === "holds") expect(of(improved).verdict).toBe("holds");
        },
      ),
    );
  });

  it("is undecided without evidence, or with a value that is no number, and says so", () => {
    expect(judge({ form: "equals", value: 1, ...given }, valuesOf([]))).toMatchObject({
      verdict: "undecided",
      reason: "No values were measured.",
      runs: 0,
    });
    expect(judge({ form: "at least", bound: 1, ...given }, valuesOf([2, Number.NaN]))).toMatchObject({
      verdict: "undecided",
      reason: "The value of run 1 is not a number.",
    });
    expect(judge({ form: "at least", bound: 1, ...given }, valuesOf([0, Number.NaN])).verdict).toBe("violated");
    expect(judge({ form: "at most", bound: 1, ...given }, valuesOf([Number.POSITIVE_INFINITY])).verdict).toBe("violated");
  });

  it("calls a check blind when the rounding is as large as the value, and a bound vacuous outside the quantity's range", () => {
    expect(judge({ form: "equals", value: 1, ...given }, valuesOf([{ value: 0.3, rounding: 2 }]))).toMatchObject({
      verdict: "undecided",
      vacuous: true,
    });
    // The interval of the rounding reaches far over the bound: nothing could have been contradicted.
    expect(judge({ form: "at least", bound: 1, ...given }, valuesOf([{ value: 0.5, rounding: 1e4 }]))).toMatchObject({
      verdict: "undecided",
      vacuous: true,
    });
    expect(judge({ form: "at most", bound: 0, ...given }, valuesOf([{ value: -1e-15, rounding: 1e-14 }])).verdict).toBe("undecided");
    expect(judge({ form: "at most", bound: 0, scale: 1, ...given }, valuesOf([{ value: -1e-15, rounding: 1e-14 }])).verdict).toBe("holds");
    expect(judge({ form: "at most", bound: 0, ...given }, valuesOf([{ value: -1, rounding: 0.5 }])).verdict).toBe("holds");
    expect(judge({ form: "at least", bound: -1, range: [0, 1], ...given }, valuesOf([0.5]))).toMatchObject({
      verdict: "holds",
      vacuous: true,
    });
    expect(judge({ form: "at least", bound: 0.5, range: [0, 1], ...given }, valuesOf([0.5]))).toMatchObject({
      verdict: "holds",
      vacuous: false,
    });
    expect(judge({ form: "at most", bound: 2, range: [0, 1], ...given }, valuesOf([0.5])).vacuous).toBe(true);
  });

  it("tests sample means: decided far from the bound, undecided near it", () => {
    const atLeast = { form: "at least", bound: 0, ...given } as const;
    const mean = (value: number) =>
      valuesOf([
        { value, deviation: 1 },
        { value: 10, deviation: 1 },
      ]);
    expect(judge(atLeast, mean(8)).verdict).toBe("holds");
    expect(judge(atLeast, mean(0.5)).verdict).toBe("undecided");
    expect(judge(atLeast, mean(-8)).verdict).toBe("violated");
    const far = judge(atLeast, mean(8));
    expect(far.interval?.[0]).toBeLessThan(8);
    expect(far.interval?.[1]).toBeGreaterThan(8);
    expect(far.pHolds).toBeLessThanOrEqual(0.01);
  });

  it("shows the mean nearest to the bound where all are so far inside that their p-values round to 1", () => {
    const atMost = { form: "at most", bound: 0, ...given } as const;
    const far = judge(
      atMost,
      valuesOf([
        { value: -2, deviation: 0.001 },
        { value: -0.5, deviation: 0.001 },
        { value: -1, deviation: 0.001 },
      ]),
    );
    expect(far).toMatchObject({ verdict: "holds", estimate: -0.5, slack: 0.5 });
  });

  it("lets a mean agree with a value when its interval is sharp, contradict it, or decide nothing when it is blunt", () => {
    const equals = { form: "equals", value: 2, ...given } as const;
    expect(judge(equals, valuesOf([{ value: 2.01, deviation: 0.02 }])).verdict).toBe("holds");
    expect(judge(equals, valuesOf([{ value: 2.3, deviation: 0.02 }])).verdict).toBe("violated");
    expect(judge(equals, valuesOf([{ value: 1.5, deviation: 1 }])).verdict).toBe("undecided");
  });

  it("keeps false alarms of many true claims on sample means below the level", () => {
    const studies = 400;
    const claims = 10;
    const z = new Float64Array(studies * claims);
    normal(math, rootKey("false alarms", 1), z);
    let wrong = 0;
    for (let s = 0; s < studies; s++) {
      // The true mean lies on the bound: the hardest true claim.
      const cases = Array.from({ length: claims }, (_, i) =>
        claimOf({ form: "at least", bound: 0, ...given }, valuesOf([{ value: z[s * claims + i], deviation: 1 }])),
      );
      if (judgeClaims(math, cases).some(({ verdict }) => verdict === "violated")) wrong += 1;
    }
    // Level 0.01: 4 of 400 expected, binomial standard deviation 2.
    expect(wrong).toBeLessThanOrEqual(4 + 4 * 2);
  });
});

describe.each(await engines())("judging limits on %s", (_name, { math }) => {
  const judge = (prediction: Prediction, f: (x: number) => number, rounding = 1e-14, xs = [0.4, 0.2, 0.1, 0.05, 0.025]) =>
    judgeClaims(math, [claimOf(prediction, valuesOf(xs.map((x) => ({ run: "one", x, value: f(x), rounding }))))])[0];
  const limit = (value: number, side?: "at least" | "at most"): Prediction => ({
    form: "limit",
    value,
    over: "δ",
    ...given,
    ...(side === undefined ? {} : { side }),
  });

  it("holds at the true limit, is violated at others, with the extrapolation's error as interval", () => {
    const f = (x: number) => 2 + x + 0.5 * x * x;
    expect(judge(limit(2), f).verdict).toBe("holds");
    expect(judge(limit(2.1), f).verdict).toBe("violated");
    expect(judge(limit(1.9), f).verdict).toBe("violated");
    expect(judge(limit(2), f).interval?.[0]).toBeLessThan(2);
    expect(judge(limit(2, "at least"), f).verdict).toBe("holds");
    expect(judge(limit(1.5, "at least"), f).verdict).toBe("holds");
    expect(judge(limit(2.5, "at least"), f).verdict).toBe("violated");
    expect(judge(limit(1.5, "at most"), f).verdict).toBe("violated");
  });

  it("is undecided where rounding or divergence leaves nothing to tell", () => {
    expect(judge(limit(2), (x) => 2 + x, 10).verdict).toBe("undecided");
    expect(judge(limit(2), (x) => 2 + x, 1e-14, [0.2, 0.1]).verdict).toBe("undecided");
    expect(judge(limit(2), (x) => 1 / x).verdict).not.toBe("holds");
  });

  it("asks what it says", () => {
    expect(judge(limit(2), (x) => x).asked).toBe("limit = 2 as δ → 0");
    expect(judge(limit(-2, "at most"), (x) => x).asked).toBe("limit ≤ −2 as δ → 0");
  });
});

describe.each(await engines())("assumptions on %s", (_name, { math }) => {
  const positive = {
    id: "separated",
    says: "teachers are separated",
    check: ({ facts }: { facts: Record<string, unknown> }) => ({ met: facts["delta"] === 1, measured: `Δ = ${String(facts["delta"])}` }),
  };
  const base = claimOf({ form: "at least", bound: 1, ...given }, valuesOf([]), {
    assumes: [positive],
    reduce: ({ records }) => ({ kind: "values", values: records.map(({ id }) => ({ run: id, value: 2 })) }),
  });

  it("leaves out records that fail, and says how many and why", () => {
    const [verdict] = judgeClaims(math, [{ ...base, records: [recordOf("a", { delta: 1 }), recordOf("b", { delta: 0 })] }]);
    expect(verdict).toMatchObject({ verdict: "holds", runs: 1 });
    expect(verdict.reason).toMatch(/1 of 2 runs were left out because teachers are separated does not hold: Δ = 0/);
  });

  it("is not applicable when none is left, with what was measured", () => {
    const [verdict] = judgeClaims(math, [{ ...base, records: [recordOf("b", { delta: 0 })] }]);
    expect(verdict).toMatchObject({ verdict: "not applicable", estimate: 2, pHolds: null, pViolated: null });
    expect(verdict.reason).toMatch(/^teachers are separated does not hold: Δ = 0; the value is 2/);
  });

  it("judges a case by its own reduce and predict where it has them", () => {
    const [verdict] = judgeClaims(math, [
      {
        ...base,
        records: [recordOf("a", { delta: 1 })],
        reduce: () => valuesOf([0]),
        predict: () => ({ form: "at most", bound: -1, ...given }),
      },
    ]);
    expect(verdict).toMatchObject({ verdict: "violated", asked: "≤ −1" });
  });

  it("refuses evidence of the wrong kind by the claim's name", () => {
    expect(() => judgeClaims(math, [claimOf({ form: "equals", value: 1, ...given }, { kind: "curves", curves: [] })])).toThrow(
      /claim: "equals" is judged on values/,
    );
  });
});
