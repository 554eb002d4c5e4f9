import { resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";
import { verdictsOf } from "./support/verdicts.ts";

const engine = await loadEngine();

describe("verification of deng2020adversaries", () => {
  it("contradicts no claim at the default scale, decides all of them, and sees every counter-run", { timeout: 300_000 }, () => {
    const { claims, counters } = verdictsOf(engine, resolveConfig(study, {}), 1);
    expect(claims.filter(({ verdict }) => verdict !== "holds").map(({ claim, verdict, reason }) => ({ claim, verdict, reason }))).toEqual(
      [],
    );
    expect(
      counters.filter(({ verdict }) => verdict !== "violated").map(({ claim, verdict, reason }) => ({ claim, verdict, reason })),
    ).toEqual([]);
    expect(claims.filter(({ vacuous }) => vacuous).map(({ claim }) => claim)).toEqual([]);
    const count = claims.find(({ claim }) => claim === "count");
    expect(count?.estimate, "right on at least 95 of 100 of 200 random networks").toBeGreaterThanOrEqual(0.95);
    expect(study.claims.find(({ id }) => id === "count")?.ensemble?.(resolveConfig(study, {}), 1).length).toBe(200);
  });
});
