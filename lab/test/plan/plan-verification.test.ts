import type { Claim, Study } from "@overparam/core";
import { describe, expect, it } from "vitest";
import { planVerification } from "../../src/plan/plan-verification.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";

const config = { size: 3, curvature: 2, steps: 10, scale: "default" };
const [rate] = quadratic.claims as unknown as [Claim<Record<string, unknown>>];
const withClaims = (...claims: readonly unknown[]): Study => ({ ...quadratic, claims: claims as Study["claims"] });
const plan = (study: Study, counters = true) => planVerification(study, config, 1, "wasm", { counters });

describe("a plan", () => {
  it("holds equal runs of different claims once", () => {
    const one = plan(withClaims(rate), false);
    const two = plan(withClaims(rate, { ...rate, id: "again" }), false);
    expect(one.tasks).toHaveLength(6);
    expect(two.tasks.map(({ id }) => id)).toEqual(one.tasks.map(({ id }) => id));
    expect(two.claims.map(({ runs }) => runs)).toEqual([one.claims[0]?.runs, one.claims[0]?.runs]);
  });

  it("runs the claim's ensemble once more, altered, for a counter that alters", () => {
    const { tasks, claims } = plan(withClaims(rate));
    expect(tasks.filter((task) => task.kind === "run" && task.counter === "rate")).toHaveLength(6);
    expect(claims[0]?.counter?.runs).toHaveLength(6);
    expect(claims[0]?.runs.some((id) => claims[0]?.counter?.runs.includes(id))).toBe(false);
  });

  it("reuses the claim's runs for a counter that only predicts or reduces", () => {
    const { tasks, claims } = plan(withClaims({ ...rate, counter: { why: "", predict: rate.predict } }));
    expect(tasks).toHaveLength(6);
    expect(claims[0]?.counter?.runs).toEqual(claims[0]?.runs);
  });

  it("shares a counter's unaltered runs with the claims", () => {
    const { tasks } = plan(withClaims({ ...rate, counter: { why: "", ensemble: rate.ensemble } }));
    expect(tasks).toHaveLength(6);
  });

  it("fills trials with the config's defaults before naming them, so that an omitted default is the same run", () => {
    const sparse = withClaims({
      ...rate,
      ensemble: () => [
        { config: { size: 3 }, seed: 1 },
        { config: { size: 3, curvature: 2 }, seed: 1 },
      ],
    });
    expect(plan(sparse, false).tasks).toHaveLength(1);
  });

  it("keeps a counter's construction apart from the claim's", () => {
    const construct = () => [];
    const { tasks, claims } = plan(withClaims({ ...rate, ensemble: undefined, construct, counter: { why: "", construct } }));
    expect(tasks.map(({ kind }) => kind)).toEqual(["construct", "construct"]);
    expect(claims[0]?.construct).not.toBe(claims[0]?.counter?.construct);
  });

  it("refuses a trial that leaves the config's range, naming the field", () => {
    const wide = withClaims({ ...rate, ensemble: () => [{ config: { ...config, size: 5000 }, seed: 1 }] });
    expect(() => plan(wide)).toThrow(/size.*at most 4096/);
  });
});
