import { describe, expect, it } from "vitest";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import type { Curve } from "../../src/theory/evidence.ts";
import { judgeClaims } from "../../src/theory/judge-claims.ts";
import type { Prediction } from "../../src/theory/prediction.ts";
import { claimOf, valuesOf } from "../support/claim-of.ts";
import { engines } from "../support/engines.ts";

const fitted = { constants: "fitted" } as const;
const widths = [3, 6, 12, 24, 48];

describe.each((await engines()).slice(0, 2))("judging trends on %s", (_name, { math }) => {
  const noise = (count: number, seed: number) => {
    const z = new Float64Array(count);
    normal(math, rootKey("noise", seed), z);
    return z;
  };
  const trend = (form: "no trend" | "no growth", margin = 0.1): Prediction => ({ form, over: "m", margin, ...fitted });
  /** m^slope · e^{σ z}, seeds runs a width; a common deviation of each width of its own where `level` is positive. */
  const data = (slope: number, sigma: number, seeds: number, seed: number, ms = widths, level = 0) => {
    const z = noise(ms.length * (seeds + 1), seed);
    return valuesOf(
      ms.flatMap((m, i) =>
        Array.from({ length: seeds }, (_, k) => ({
          x: m,
          run: `${m}/${k}`,
          value: m ** slope * Math.exp(sigma * z[i * (seeds + 1) + k] + level * z[i * (seeds + 1) + seeds]),
        })),
      ),
    );
  };
  const judge = (prediction: Prediction, evidence: Parameters<typeof claimOf>[1]) => judgeClaims(math, [claimOf(prediction, evidence)])[0];
  const share = (verdict: string, of: (seed: number) => { verdict: string }, studies = 500) => {
    let count = 0;
    for (let seed = 0; seed < studies; seed++) if (of(seed).verdict === verdict) count += 1;
    return count / studies;
  };
  /** The level and four binomial standard deviations of it over 500 studies. */
  const rare = 0.01 + 4 * Math.sqrt((0.01 * 0.99) / 500);

  it("holds on flat, is violated on steep, and is undecided on noisy data", () => {
    expect(judge(trend("no trend"), data(0, 0.02, 5, 1)).verdict).toBe("holds");
    expect(judge(trend("no trend"), data(0.5, 0.02, 5, 1)).verdict).toBe("violated");
    expect(judge(trend("no trend"), data(-0.5, 0.02, 5, 1)).verdict).toBe("violated");
    expect(judge(trend("no trend"), data(0, 2, 5, 1)).verdict).toBe("undecided");
    expect(judge(trend("no growth"), data(-0.5, 0.02, 5, 1)).verdict).toBe("holds");
    expect(judge(trend("no growth"), data(0.5, 0.02, 5, 1)).verdict).toBe("violated");
  });

  it("does not let four noisy widths pass as no trend", () => {
    const four = [3, 6, 12, 24];
    expect(share("holds", (seed) => judge(trend("no trend"), data(0, 0.3, 1, seed, four)))).toBeLessThanOrEqual(rare);
    expect(share("holds", (seed) => judge(trend("no trend"), data(0.3, 0.3, 1, seed, four)))).toBeLessThanOrEqual(rare);
  });

  it("is wrong rarely at the margin itself: the hardest cases of both errors", () => {
    expect(share("violated", (seed) => judge(trend("no trend"), data(0.1, 0.1, 5, seed)))).toBeLessThanOrEqual(rare);
    expect(share("holds", (seed) => judge(trend("no trend"), data(0.1, 0.1, 5, seed)))).toBeLessThanOrEqual(rare);
    expect(share("violated", (seed) => judge(trend("no growth"), data(0.1, 0.1, 5, seed)))).toBeLessThanOrEqual(rare);
    expect(share("holds", (seed) => judge(trend("no growth"), data(0.1, 0.1, 5, seed)))).toBeLessThanOrEqual(rare);
  });

  it("has the power to decide: a true flat and a true steep law are seen nearly always", () => {
    expect(share("holds", (seed) => judge(trend("no trend"), data(0, 0.04, 20, seed)), 100)).toBeGreaterThan(0.95);
    expect(share("violated", (seed) => judge(trend("no trend"), data(0.25, 0.04, 20, seed)), 100)).toBeGreaterThan(0.95);
  });

  it("takes the levels as units where they scatter more than their runs", () => {
    // Twenty seeds a width tell nothing new when each width has a deviation of its own.
    const evidence = data(0.1, 0.001, 20, 3, widths, 0.3);
    const verdict = judge(trend("no trend"), evidence);
    expect(verdict.reason).toMatch(/5 levels, which scatter more than their runs/);
    expect(share("violated", (seed) => judge(trend("no trend"), data(0.1, 0.01, 5, seed, widths, 0.2)))).toBeLessThanOrEqual(rare);
  });

  it("takes a bound that is approached for none that grows: what levels off is not violated, what grows at the far end does not hold", () => {
    const series = (values: readonly number[]) =>
      valuesOf(
        Array.from({ length: 8 }, (_, seed) => seed).flatMap((seed) =>
          values.map((value, i) => ({ run: `seed ${seed}`, x: 6 * 2 ** i, value: value * (1 + 0.002 * Math.sin(seed * 7 + i * 3)) })),
        ),
      );
    // sup L t of an ensemble over m = 6 … 192: a slope of 0.43 over all widths, and flattening.
    const levelling = [0.005, 0.009, 0.014, 0.016, 0.02, 0.022];
    expect(judge(trend("no growth", 0.2), series(levelling)).verdict).toBe("undecided");
    expect(judge(trend("no growth", 0.25), series(levelling)).verdict).not.toBe("violated");
    expect(judge(trend("no growth", 0.25), series([5, 9, 14, 14.1, 14.2, 14.3])).verdict).toBe("holds");
    // Falls, then grows like m: the mean slope is below the margin.
    expect(judge(trend("no growth", 0.25), series([8, 2, 0.5, 0.5, 1, 2])).verdict).toBe("violated");
    expect(judge(trend("no growth", 0.25), series(widths.map((m) => m))).verdict).toBe("violated");
  });

  it("counts equal replicates once", () => {
    const repeated = valuesOf(
      widths.flatMap((m) => Array.from({ length: 50 }, (_, k) => ({ x: m, run: `${m}/${k}`, value: m ** 0.05 * (1 + 0.1 * (m % 5)) }))),
    );
    expect(judge(trend("no trend"), repeated).reason).toMatch(/levels, which scatter/);
  });

  it("fits a slope a run where runs span several x", () => {
    const z = noise(20, 9);
    const evidence = valuesOf(
      Array.from({ length: 20 }, (_, i) => ({
        run: `run ${i % 4}`,
        x: 2 ** Math.floor(i / 4),
        value: Math.exp(0.01 * z[i]) * (1 + (i % 4)),
      })),
    );
    expect(judge(trend("no trend"), evidence)).toMatchObject({ verdict: "holds", runs: 4, points: 20 });
    expect(judge(trend("no trend"), evidence).reason).toMatch(/4 runs, a slope each/);
  });

  it("decides exactly flat data, and is undecided with too few levels, or values without a logarithm", () => {
    expect(judge(trend("no trend"), valuesOf(widths.map((m) => ({ x: m, value: 3 })))).verdict).toBe("holds");
    expect(judge(trend("no trend"), valuesOf([3, 3, 6, 6].map((m) => ({ x: m, value: 1 }))))).toMatchObject({ verdict: "undecided" });
    expect(judge(trend("no trend"), valuesOf(widths.map((m) => ({ x: m, value: 0 })))).reason).toMatch(/has no logarithm/);
    expect(judge(trend("no trend"), valuesOf([])).verdict).toBe("undecided");
  });
});

describe.each((await engines()).slice(0, 2))("judging slopes on %s", (_name, { math }) => {
  const x = Array.from({ length: 81 }, (_, i) => 10 ** (i / 20));
  /** Runs whose true slopes scatter by `between`, each point by `within`. */
  const curves = (
    slope: number,
    between: number,
    within: number,
    runs: number,
    seed: number,
    bend = 0,
  ): { kind: "curves"; curves: Curve[] } => {
    const z = new Float64Array(runs * (x.length + 1));
    normal(math, rootKey("curves", seed), z);
    return {
      kind: "curves",
      curves: Array.from({ length: runs }, (_, r) => {
        const at = r * (x.length + 1);
        const own = slope + between * z[at];
        return { run: `run ${r}`, x, y: x.map((t, i) => (t / (1 + bend / t)) ** own * Math.exp(within * z[at + 1 + i])) };
      }),
    };
  };
  const judge = (prediction: Prediction, evidence: Parameters<typeof claimOf>[1]) => judgeClaims(math, [claimOf(prediction, evidence)])[0];
  const slope = (form: "slope at least" | "slope at most" | "slope equals", exponent: number): Prediction => ({
    form,
    exponent,
    towards: "large x",
    ...fitted,
  });
  const share = (verdict: string, of: (seed: number) => { verdict: string }, studies = 500) => {
    let count = 0;
    for (let seed = 0; seed < studies; seed++) if (of(seed).verdict === verdict) count += 1;
    return count / studies;
  };
  const rare = 0.01 + 4 * Math.sqrt((0.01 * 0.99) / 500);

  it("decides clear slopes of both signs", () => {
    const data = curves(-3, 0.02, 0.01, 5, 1);
    expect(judge(slope("slope at most", -1), data)).toMatchObject({ verdict: "holds", runs: 5, asked: "slope ≤ −1" });
    expect(judge(slope("slope at least", -1), data).verdict).toBe("violated");
    expect(judge(slope("slope at most", -4), data).verdict).toBe("violated");
    expect(judge(slope("slope equals", -3), curves(-3, 0.002, 0.001, 5, 1)).verdict).toBe("holds");
    expect(judge(slope("slope equals", -2.9), curves(-3, 0.002, 0.001, 5, 1)).verdict).toBe("violated");
  });

  it("calls slopes equal within the margin that a claim states", () => {
    const data = curves(-3, 0.002, 0.001, 5, 1);
    const within = (exponent: number, margin: number) => judge({ ...slope("slope equals", exponent), margin } as Prediction, data);
    expect(within(-2.92, 0.1)).toMatchObject({ verdict: "holds", asked: "slope = −2.92 ± 0.1" });
    expect(within(-2.92, 0.05).verdict).toBe("violated");
    expect(within(-3.08, 0.05).verdict).toBe("violated");
    expect(within(-3, 0.0001).verdict).toBe("undecided");
  });

  it("is undecided with two runs, with noise over the bound, and with curves too short to fit", () => {
    expect(judge(slope("slope at most", -1), curves(-3, 0.02, 0.01, 2, 1))).toMatchObject({ verdict: "undecided", runs: 2 });
    expect(judge(slope("slope at most", -3), curves(-3, 0.3, 0.01, 5, 1)).verdict).toBe("undecided");
    expect(judge(slope("slope equals", -3), curves(-3, 0.3, 0.3, 5, 1)).verdict).toBe("undecided");
    expect(judge(slope("slope at most", -1), { kind: "curves", curves: [{ run: "a", x: [1, 2], y: [1, 2] }] }).reason).toMatch(
      /five points/,
    );
  });

  it("says how many curves were too short to fit, and is undecided for them: 27 of 30 unfit runs prove nothing", () => {
    const data = curves(-3, 0.02, 0.01, 5, 1);
    const verdict = judge(slope("slope at most", -1), { kind: "curves", curves: [...data.curves, { run: "short", x: [1, 2], y: [1, 2] }] });
    expect(verdict).toMatchObject({ verdict: "undecided", runs: 5 });
    expect(verdict.reason).toMatch(/1 of 6 curves have fewer than five points/);
    const mostly = [...data.curves.slice(0, 3), ...Array.from({ length: 27 }, (_, k) => ({ run: `short ${k}`, x: [1, 2], y: [1, 2] }))];
    expect(judge(slope("slope at most", -1), { kind: "curves", curves: mostly }).verdict).toBe("undecided");
    expect(judge(slope("slope at least", -1), data).verdict).toBe("violated");
  });

  it("fits nothing on less than a decade of x, nor on values that are no numbers", () => {
    const short = {
      kind: "curves" as const,
      curves: [1, 2, 3].map((k) => ({ run: `run ${k}`, x: [1, 2, 3, 4, 5, 6, 7], y: [7, 6, 5, 4, 3, 2, k / 8] })),
    };
    expect(judge(slope("slope at most", -1), short).verdict).toBe("undecided");
    const { curves: good } = curves(-3, 0.02, 0.01, 5, 1);
    const broken = good.map((curve, k) => (k === 0 ? { ...curve, y: curve.y.map((y, i) => (i === 70 ? Number.NaN : y)) } : curve));
    expect(judge(slope("slope at most", -1), { kind: "curves", curves: broken }).verdict).toBe("undecided");
  });

  it("takes a y of 0 as faster than any power: it decides where that is the wrong side, and is left out where it is the right one", () => {
    const vanishing = (towards: "small x" | "large x") => ({
      kind: "curves" as const,
      curves: [1, 2, 3].map((k) => ({
        run: `run ${k}`,
        x,
        y: x.map((t, i) => (i === (towards === "small x" ? 0 : x.length - 1) ? 0 : k * t)),
      })),
    });
    const small = { exponent: 1, towards: "small x", ...fitted } as const;
    expect(judge({ form: "slope at most", ...small }, vanishing("small x")).verdict).toBe("violated");
    expect(judge({ form: "slope at least", ...small }, vanishing("small x")).verdict).toBe("holds");
    expect(judge(slope("slope at least", 1), vanishing("large x")).verdict).toBe("violated");
  });

  it("judges every group of curves by itself: one bad width is not averaged away", () => {
    const grouped = (slopes: readonly number[]) => ({
      kind: "curves" as const,
      curves: slopes.flatMap((own, g) => curves(own, 0.02, 0.01, 5, g).curves.map((curve) => ({ ...curve, group: `m = ${g}` }))),
    });
    expect(judge(slope("slope at most", -1), grouped([-3, -3, -3])).verdict).toBe("holds");
    expect(judge(slope("slope at most", -1), grouped([-3, -3, -0.5]))).toMatchObject({ verdict: "violated" });
    expect(judge(slope("slope at most", -1), grouped([-3, -3, -0.5])).estimate).toBeCloseTo(-0.5, 1);
  });

  it("counts curves of one run as one", () => {
    const { curves: many } = curves(-3, 0.02, 0.01, 9, 1);
    expect(
      judge(slope("slope at most", -1), { kind: "curves", curves: many.map((curve, i) => ({ ...curve, run: `run ${i % 2}` })) }),
    ).toMatchObject({ verdict: "undecided", runs: 2 });
  });

  it("is wrong rarely with the true slope on the bound", () => {
    for (const form of ["slope at least", "slope at most"] as const) {
      expect(share("violated", (seed) => judge(slope(form, -3), curves(-3, 0.1, 0.02, 5, seed)))).toBeLessThanOrEqual(rare);
      expect(share("holds", (seed) => judge(slope(form, -3), curves(-3, 0.1, 0.02, 5, seed)))).toBeLessThanOrEqual(rare);
    }
    expect(share("violated", (seed) => judge(slope("slope equals", -3), curves(-3, 0.1, 0.02, 5, seed)))).toBeLessThanOrEqual(rare);
  });

  it("agrees with an exact power on its bound: runs without scatter are arithmetic", () => {
    const exact = {
      kind: "curves" as const,
      curves: [1, 2, 3].map((factor) => ({ run: `run ${factor}`, x, y: x.map((t) => factor / (t * t)) })),
    };
    expect(judge(slope("slope at most", -2), exact).verdict).toBe("holds");
    expect(judge(slope("slope at least", -2), exact).verdict).toBe("holds");
    expect(judge(slope("slope equals", -2), exact).verdict).toBe("holds");
    expect(judge(slope("slope at most", -2.001), exact).verdict).toBe("violated");
  });

  it("lets a slope that steepens away from the bound hold, and one that flattens towards it decide nothing", () => {
    const decays = {
      kind: "curves" as const,
      curves: [8, 9, 10, 11].map((rate) => ({ run: `run ${rate}`, x, y: x.map((t) => Math.exp(-t / (100 * rate))) })),
    };
    expect(judge(slope("slope at most", -1), decays).verdict).toBe("holds");
    // y = t^−2 + 10^−9 t^0: from slope −2 to 0 within the tail.
    const flattens = {
      kind: "curves" as const,
      curves: [0.9, 1, 1.1].map((c) => ({ run: `run ${c}`, x, y: x.map((t) => 1 / (t * t) + c * 3e-8) })),
    };
    expect(judge(slope("slope at most", -1), flattens).verdict).not.toBe("holds");
  });
});
