import { judgeClaims, type Measured, resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";

const engine = await loadEngine();

describe("verification of liang2021small", () => {
  it("decides what needs no run at the default scale, and sees through its counter-runs", { timeout: 120_000 }, () => {
    const config = resolveConfig(study, {});
    const context = { engine, key: rootKey(study.id, 1), assets: new Map() };
    const constructed = study.claims.filter(({ construct, ensemble }) => construct !== undefined && ensemble === undefined);
    expect(constructed.map(({ id }) => id)).toEqual(["second-order", "width", "cells", "arrangement-work"]);
    const judged = (of: (claim: (typeof constructed)[number]) => readonly Measured[]) =>
      judgeClaims(
        engine.math,
        constructed.map((claim) => ({ claim, config, records: [], constructed: of(claim) })),
      );
    for (const { claim, verdict, reason } of judged((claim) => claim.construct?.(config, context) ?? [])) {
      expect(verdict, `${claim}: ${reason}`).toBe("holds");
    }
    for (const { claim, verdict, reason } of judged((claim) => claim.counter.construct?.(config, context) ?? [])) {
      expect(verdict, `${claim}: ${reason}`).toBe("violated");
    }
  });
});
