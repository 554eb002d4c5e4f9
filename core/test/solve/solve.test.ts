import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Checkpoint } from "../../src/dynamics/dynamics.ts";
import { freshSampleDescent } from "../../src/dynamics/fresh-sample-descent.ts";
import { gradientDescent } from "../../src/dynamics/gradient-descent.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { averageErrors } from "../../src/observe/average-errors.ts";
import { gradientNormObservable } from "../../src/observe/gradient-norm.ts";
import { gradientRatio } from "../../src/observe/gradient-ratio.ts";
import { logSpaced } from "../../src/observe/log-spaced.ts";
import { lossFloorObservable } from "../../src/observe/loss-floor.ts";
import { lossObservable } from "../../src/observe/loss.ts";
import { nearestAngles } from "../../src/observe/nearest-angles.ts";
import type { Observable, Sample } from "../../src/observe/observable.ts";
import { residualNorms } from "../../src/observe/residual-norms.ts";
import { riseObservable } from "../../src/observe/rise.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { startSolve } from "../../src/solve/solve.ts";
import type { Setup } from "../../src/study/setup.ts";
import { engines } from "../support/engines.ts";
import { teacherStudent } from "../support/teacher-student-problem.ts";

const observables = [
  lossObservable,
  lossFloorObservable,
  gradientNormObservable,
  gradientRatio(3, 4),
  riseObservable,
  nearestAngles as Observable,
  averageErrors as Observable,
  residualNorms as Observable,
];

const layout = { blocks: [{ name: "x", symbol: "x", shape: [1], offset: 0 }], size: 1 };
/** ½ a x², of which descent with step η multiplies x by 1 − η a. */
function parabola(a: number): Objective {
  return {
    layout,
    over: "population",
    accuracy: { kind: "closed-form" },
    value: (x) => (a * x[0] * x[0]) / 2,
    gradient(x, out) {
      out[0] = a * x[0];
      return (a * x[0] * x[0]) / 2;
    },
    floor: () => 0,
    close: () => undefined,
  };
}
function onParabola(a: number, step: number, last: number, stopAt = Number.NEGATIVE_INFINITY): Setup {
  return {
    problem: { objective: parabola(a), start: Float64Array.of(1) },
    dynamics: gradientDescent({ step }),
    schedule: logSpaced({ last, perDecade: 10 }),
    stopAt,
    facts: {},
  };
}

for (const [name, engine] of await engines()) {
  const setupOf = (kind: "descent" | "fresh", last: number, step = 0.02): Setup => {
    const problem = teacherStudent(
      engine,
      3,
      [
        [1, 0.2, 0],
        [-0.3, 1.5, 0.1],
      ],
      [
        [0.7, 0.3, 0.1],
        [-0.6, 0.1, 0.05],
        [0.2, -1.1, -0.2],
        [0, 0, 0],
      ],
    );
    const { network, teacher } = problem;
    return {
      problem,
      dynamics: kind === "descent" ? gradientDescent({ step }) : freshSampleDescent({ step, batch: 64, network, teacher, engine }),
      schedule: logSpaced({ last, perDecade: 10, dense: 5 }),
      stopAt: 1e-3,
      facts: {},
      key: rootKey("solve", 4),
    };
  };

  describe(`solve on ${name}`, () => {
    it.each(["descent", "fresh"] as const)("gives the same samples and outcome however a run of %s is cut, saved and restored", (kind) => {
      const reference = startSolve(setupOf(kind, 200), engine, observables);
      const samples = reference.advance(1000);
      expect(reference.outcome).toBeDefined();
      expect(samples[0].iteration).toBe(0);
      expect(samples.at(-1)?.iteration).toBe(reference.outcome?.iteration);
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat({ max: 60 }), fc.boolean()), { minLength: 1, maxLength: 8 }), (cuts) => {
          let solve = startSolve(setupOf(kind, 200), engine, observables);
          const found: Sample[] = [];
          for (let call = 0; solve.outcome === undefined; call++) {
            const [steps, restart] = cuts[call % cuts.length];
            found.push(...solve.advance(call < 40 ? steps : 1000));
            if (restart)
              solve = startSolve(setupOf(kind, 200), engine, observables, JSON.parse(JSON.stringify(plain(solve.checkpoint())), revive));
            if (restart && solve.outcome === undefined) found.push(...solve.advance(0));
          }
          expect(found).toEqual(samples);
          expect(solve.outcome).toEqual(reference.outcome);
        }),
        { numRuns: 15 },
      );
    });

    it("measures here and now without changing the run", () => {
      const watched = startSolve(setupOf("descent", 50), engine, observables);
      const alone = startSolve(setupOf("descent", 50), engine, observables);
      const found: Sample[] = [];
      for (let i = 0; i < 17; i++) {
        found.push(...watched.advance(3));
        expect(watched.measure()).toEqual(watched.measure());
      }
      expect(found).toEqual(alone.advance(51));
    });

    it("records every observable in order, null where it has no meaning", () => {
      const [first] = startSolve(setupOf("descent", 10), engine, observables).advance(0);
      expect(Object.keys(first.values)).toEqual(observables.map(({ id }) => id));
      expect(first.values["rise"]).toBeNull();
      expect((first.values["nearestAngles"] as number[])[3]).toBeNaN();
    });
  });
}

/** A checkpoint as a host keeps it: bytes of tensors, JSON numbers. */
function plain(checkpoint: Checkpoint): unknown {
  return { ...checkpoint, tensors: Object.fromEntries(Object.entries(checkpoint.tensors).map(([name, data]) => [name, Array.from(data)])) };
}
function revive(key: string, value: unknown): unknown {
  return key !== "tensors"
    ? value
    : Object.fromEntries(Object.entries(value as Record<string, number[]>).map(([name, data]) => [name, Float64Array.from(data)]));
}

describe("outcomes", () => {
  const run = async (setup: Setup) => {
    const [[, engine]] = await engines();
    const solve = startSolve(setup, engine, [lossObservable, riseObservable]);
    const samples = solve.advance(1e6);
    return { outcome: solve.outcome, samples, again: solve.advance(10) };
  };

  it("is reached at the first iteration at or below the stop, and adds nothing afterwards", async () => {
    // x = 2^−t, L = 2^{−2t−1} ≤ 10^−3 from t = 5 on.
    const { outcome, samples, again } = await run(onParabola(1, 0.5, 1000, 1e-3));
    expect(outcome).toMatchObject({ kind: "reached", iteration: 5, time: 2.5, value: 2 ** -11 });
    expect(samples.at(-1)?.iteration).toBe(5);
    expect(again).toEqual([]);
  });

  it("is out of steps at the schedule's end", async () => {
    const { outcome } = await run(onParabola(1, 0.5, 12));
    expect(outcome).toMatchObject({ kind: "out of steps", iteration: 12 });
    expect(outcome?.says).toMatch(/allow more steps/);
  });

  it("is diverged at the first record above a million times the scale, with advice", async () => {
    // |x| doubles every step, L quadruples: above 10^6 · ½ at t = 10.
    const { outcome, samples } = await run(onParabola(3, 1, 1000));
    expect(outcome?.kind).toBe("diverged");
    expect(outcome?.iteration).toBe(10);
    expect(outcome?.says).toMatch(/take a smaller step/);
    expect(samples.map(({ values }) => values["rise"]).at(-1)).toBeGreaterThan(0);
  });

  it("is not finite where the loss overflows between records", async () => {
    const setup = onParabola(1e9, 1, 1000);
    const { outcome, samples } = await run({ ...setup, schedule: { last: 1000, next: (at) => (at < 0 ? 0 : 1000) } });
    expect(outcome?.kind).toBe("not finite");
    expect(samples.at(-1)?.iteration).toBe(outcome?.iteration);
    expect(samples.at(-1)?.values["rise"]).toBe(Number.POSITIVE_INFINITY);
  });

  it("starts finished when the start is good enough", async () => {
    const { outcome, samples } = await run(onParabola(1, 0.5, 100, 10));
    expect(outcome).toMatchObject({ kind: "reached", iteration: 0 });
    expect(samples.length).toBe(1);
  });

  it("refuses a stochastic dynamics without a key, and half steps", async () => {
    const [[, engine]] = await engines();
    const setup = onParabola(1, 0.5, 10);
    expect(() => startSolve({ ...setup, dynamics: { ...setup.dynamics, stochastic: true } }, engine, [])).toThrow(
      /draws random numbers and the setup brings no key/,
    );
    expect(() => startSolve(setup, engine, []).advance(0.5)).toThrow(/maxSteps/);
  });
});
