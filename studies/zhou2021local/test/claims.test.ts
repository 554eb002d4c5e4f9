import { resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { claims } from "../claims/index.ts";
import study from "../index.ts";
import { longSweep, mirroredSweep, overSweep, spreadSweep } from "../widths.ts";

const engine = await loadEngine();
const config = resolveConfig(study, {});
const context = { engine, key: rootKey(study.id, 1), assets: new Map() };
const constructed = (id: string) => claims.find((claim) => claim.id === id)?.construct?.(config, context) ?? [];

describe("claims of zhou2021local", () => {
  it("cover every numbered statement of the paper's brief", () => {
    expect(claims.map(({ id }) => id)).toEqual([
      "theorem-3",
      "theorem-4",
      "theorem-4-width",
      "theorem-5-descent",
      "theorem-5-rate",
      "theorem-5-width",
      "lemma-8",
      "lemma-c2",
      "lemma-9",
      "lemma-10",
      "lemma-11-identity",
      "lemma-11-bound",
      "lemma-12-sign",
      "lemma-12-r1",
      "lemma-12-norm",
      "lemma-c5",
      "lemma-c6",
      "lemma-13",
      "lemma-14",
      "claim-2",
      "claim-1",
    ]);
  });

  it("find L/δ³ → 2/(3π) for a split neuron (Claim 2)", () => {
    const values = new Map(constructed("claim-2").map(({ x, value }) => [x, value]));
    const limit = 2 / (3 * Math.PI);
    expect(Math.abs((values.get(0.1) as number) / limit - 1)).toBeLessThan(0.01);
    expect(Math.abs((values.get(0.01) as number) / limit - 1)).toBeLessThan(1e-4);
    expect(Math.abs((values.get(0.001) as number) / limit - 1)).toBeLessThan(1e-5);
  });

  it("find zero loss at angle π with ReLU (Claim 1)", () => {
    for (const { value, rounding } of constructed("claim-1")) expect(Math.abs(value)).toBeLessThanOrEqual(rounding as number);
  });

  it("tend to 2 from generic rays, to more where only directions are wrong (Lemma C.2)", () => {
    const nearest = constructed("lemma-c2").filter(({ x }, _k, all) => x === Math.min(...all.map((entry) => entry.x as number)));
    expect(nearest.length).toBeGreaterThan(0);
    for (const { value } of nearest) expect(value).toBeCloseTo(2, 2);
  });

  it("share their runs: long ones for slopes, wide ones for constants", () => {
    const long = longSweep(config, 1);
    expect(new Set(long.map((trial) => trial.config.students))).toEqual(new Set([3, 6, 12, 24]));
    expect(new Set(overSweep(config, 1).map((trial) => trial.config.students))).toEqual(new Set([6, 12, 24]));
    for (const sweep of [mirroredSweep, spreadSweep]) {
      expect(new Set(sweep(config, 1).map((trial) => trial.config.students))).toEqual(new Set([12, 24, 48, 96, 192]));
    }
    expect(new Set(long.map(({ seed }) => seed)).size).toBe(16);
    const other = new Set(longSweep(config, 2).map(({ seed }) => seed));
    expect(long.some(({ seed }) => other.has(seed))).toBe(false);
    expect(longSweep(resolveConfig(study, { students: 7 }), 1).some((trial) => trial.config.students === 7)).toBe(true);
  });
});
