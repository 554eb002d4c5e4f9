import { describe, expect, it } from "vitest";
import { dynamicsConformance } from "../../src/conformance/dynamics-conformance.ts";
import { measureConformance } from "../../src/conformance/measure-conformance.ts";
import type { Problem } from "../../src/dynamics/problem.ts";
import type { Measure } from "../../src/objective/measure.ts";
import { gradientNormObservable } from "../../src/observe/gradient-norm.ts";
import { logSpaced } from "../../src/observe/log-spaced.ts";
import { lossObservable } from "../../src/observe/loss.ts";
import { riseObservable } from "../../src/observe/rise.ts";
import { startSolve } from "../../src/solve/solve.ts";
import { labCurve } from "../../src/study/lab-curve.ts";
import type { Setup } from "../../src/study/setup.ts";
import { engines } from "../support/engines.ts";
import { reinforcement, shares } from "../support/rotation.ts";

const [[, engine]] = await engines();
const frame = { describe, it, expect };

measureConformance(frame, { name: "shares", open: () => ({ measure: shares, theta: Float64Array.of(1, 2, 3) }) });
for (const kind of ["watched", "unwatched"] as const) {
  dynamicsConformance(frame, {
    name: `reinforcement, ${kind}`,
    open: () => ({ problem: { objective: shares, start: Float64Array.of(1, 2, 3) }, dynamics: reinforcement(kind) }),
  });
}

function setupOf(kind: "watched" | "unwatched", stopAt: number, last = 100): Setup<Problem<Measure>> {
  return {
    problem: { objective: shares, start: Float64Array.of(1, 2, 3) },
    dynamics: reinforcement(kind),
    schedule: logSpaced({ last, perDecade: 5 }),
    stopAt,
    facts: {},
  };
}

describe("a run without gradient", () => {
  it("is followed by its measure, and its end is told in the measure's words", () => {
    const solve = startSolve(setupOf("watched", 0.5), engine, [lossObservable, riseObservable]);
    const samples = solve.advance(1000);
    expect(solve.outcome?.kind).toBe("reached");
    expect(solve.outcome?.says).toMatch(/^The share off the first entry was at or below 0.5/);
    expect(samples.at(-1)?.values["loss"]).toBe(solve.outcome?.value);
    expect(samples.at(-1)?.values["rise"]).toBeLessThan(0);
    expect(solve.checkpoint().numbers["solve.scale"], "a stated scale needs no place in the checkpoint").toBeUndefined();
  });

  it("has no rises where the dynamics does not watch, and stops at the same step all the same", () => {
    const runs = (["watched", "unwatched"] as const).map((kind) => {
      const solve = startSolve(setupOf(kind, 0.5), engine, [lossObservable, riseObservable]);
      return { samples: solve.advance(1000), outcome: solve.outcome };
    });
    expect(runs[1]?.outcome).toEqual(runs[0]?.outcome);
    expect(runs[1]?.samples.every(({ values }) => values["rise"] === null)).toBe(true);
  });

  it("says that it has no gradient to whoever asks for one", () => {
    expect(() => startSolve(setupOf("watched", -1), engine, [gradientNormObservable]).advance(1)).toThrow(
      /the share off the first entry must have a gradient/,
    );
  });

  it("never diverges where its value is bounded", () => {
    const wild = setupOf("watched", -1, 3);
    const rising: Measure = { ...shares, value: (theta) => 1e12 / (theta[1] as number) };
    const judged = (measure: Measure) => {
      const solve = startSolve({ ...wild, problem: { ...wild.problem, objective: measure } }, engine, [lossObservable]);
      solve.advance(10);
      return solve.outcome?.kind;
    };
    expect(judged(rising)).toBe("out of steps");
    expect(judged({ ...rising, scale: 1 })).toBe("diverged");
  });
});

describe("the curve that is followed", () => {
  it("is the loss unless the study says otherwise", () => {
    expect(labCurve({ lab: {} })).toMatchObject({ observable: "loss", scale: "log" });
    expect(labCurve({ lab: { curve: { observable: "share", name: "share" } } })).toMatchObject({ observable: "share", timeScale: "log" });
  });
});
