import { resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";
import { verdictsOf } from "./support/verdicts.ts";

const engine = await loadEngine();

describe("verification of zhou2021local", () => {
  it("decides every claim at the default scale, contradicts none, and sees every counter-run", {
    timeout: 300_000,
  }, () => {
    const { claims, counters } = verdictsOf(engine, resolveConfig(study, {}), 1);
    const open = claims.filter(({ verdict }) => verdict !== "holds");
    expect(open.map(({ claim, verdict, reason }) => ({ claim, verdict, reason }))).toEqual([]);
    expect(
      counters.filter(({ verdict }) => verdict !== "violated").map(({ claim, verdict, reason }) => ({ claim, verdict, reason })),
    ).toEqual([]);
    expect(claims.filter(({ vacuous }) => vacuous).map(({ claim }) => claim)).toEqual([]);
  });

  it("decides every exact claim and every inequality at the smoke scale too, and sees every counter-run", { timeout: 120_000 }, () => {
    const { claims, counters } = verdictsOf(engine, resolveConfig(study, { scale: "smoke" }), 2);
    const sharp = new Set(study.claims.filter(({ grade }) => grade === "exact" || grade === "inequality").map(({ id }) => id));
    for (const { claim, verdict } of claims) expect(sharp.has(claim) ? verdict : "holds", claim).toBe("holds");
    for (const { claim, verdict } of claims) expect(verdict, claim).not.toBe("violated");
    for (const { claim, verdict } of counters) expect(verdict, claim).toBe("violated");
  });

  it("says that the local theory does not apply to a loss over given inputs, and still measures", { timeout: 120_000 }, () => {
    const n = 40;
    const x = Float64Array.from({ length: n * 4 }, (_, k) => ((k * 7919) % 101) / 50 - 1);
    const assets = new Map([["sha256:x", { x: { shape: [n, 4], data: x } }]]);
    const { claims } = verdictsOf(engine, resolveConfig(study, { scale: "smoke", inputs: "sha256:x" }), 1, assets);
    const theorem4 = claims.find(({ claim }) => claim === "theorem-4");
    expect(theorem4?.verdict).toBe("not applicable");
    expect(theorem4?.reason).toMatch(/inputs are Gaussian .* does not hold/);
    expect(theorem4?.points).toBeGreaterThan(0);
    // What needs no input law stays.
    expect(claims.find(({ claim }) => claim === "lemma-12-sign")?.verdict).toBe("holds");
  });
});
