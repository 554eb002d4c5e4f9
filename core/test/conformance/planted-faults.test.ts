import { describe, expect, it } from "vitest";
import { dynamicsConformance } from "../../src/conformance/dynamics-conformance.ts";
import type { TestFrame } from "../../src/conformance/frame.ts";
import { networkConformance } from "../../src/conformance/network-conformance.ts";
import { objectiveConformance } from "../../src/conformance/objective-conformance.ts";
import { studyConformance } from "../../src/conformance/study-conformance.ts";
import type { Dynamics } from "../../src/dynamics/dynamics.ts";
import { gradientDescent } from "../../src/dynamics/gradient-descent.ts";
import { populationObjective } from "../../src/objective/population-objective.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { normal } from "../../src/random/normal.ts";
import type { Study } from "../../src/study/study.ts";
import { engines } from "../support/engines.ts";
import { teacherStudent } from "../support/teacher-student-problem.ts";
import { toyStudy } from "../support/toy-study.ts";

/** Runs a suite and returns the names of the tests that failed. */
function failures(suite: (frame: TestFrame) => void): string[] {
  const failed: string[] = [];
  suite({
    describe: (_name, body) => body(),
    it(name, body) {
      try {
        body();
      } catch {
        failed.push(name);
      }
    },
    expect,
  });
  return failed;
}

const [, [, engine]] = await engines();

describe("a sound study, objective and dynamics", () => {
  studyConformance({ describe, it, expect }, toyStudy, engine);
});

describe("a planted fault is found", () => {
  const objectiveFailures = (fault: (objective: Objective) => Objective) =>
    failures((frame) =>
      objectiveConformance(
        frame,
        {
          name: "faulty",
          sizes: [{ n: 1, d: 3, m: 4 }],
          open({ d, m }, key) {
            const network = { activation: "abs", parameterization: "conic", students: m, inputs: d } as const;
            const theta = new Float64Array(m * d);
            normal(engine.math, key, theta);
            const teacher = { directions: Float64Array.of(1, 0, 0, 0.1, 1, 0), weights: Float64Array.of(1, 1) };
            return { objective: fault(populationObjective(engine, network, teacher)), theta };
          },
        },
        engine,
      ),
    );

  it("in an objective", () => {
    expect(objectiveFailures((sound) => sound)).toEqual([]);
    const wrongGradient = objectiveFailures((sound) => ({
      ...sound,
      gradient(theta, out) {
        const value = sound.gradient(theta, out);
        out[3] *= 1 + 1e-4;
        return value;
      },
    }));
    expect(wrongGradient).toContainEqual(expect.stringMatching(/derivative of its own value/));
    expect(objectiveFailures((sound) => ({ ...sound, value: (theta) => sound.value(theta) * (1 + 1e-9) }))).not.toEqual([]);
    expect(
      objectiveFailures((sound) => ({
        ...sound,
        hessianTimes: (theta, v, out) =>
          sound.hessianTimes?.(
            theta,
            v.map((x) => 1.0001 * x),
            out,
          ),
      })),
    ).toContainEqual(expect.stringMatching(/Hessian/));
    const forgetful = objectiveFailures((sound) => ({
      ...sound,
      gradient(theta, out) {
        const before = out[0];
        const value = sound.gradient(theta, out);
        if (before === 7) out[0] = 7;
        return value;
      },
    }));
    expect(forgetful).toContainEqual(expect.stringMatching(/same when asked again/));
  });

  it("in a network's forward pass", () => {
    const wrong = {
      ...engine,
      sampled: {
        ...engine.sampled,
        open(...args: Parameters<typeof engine.sampled.open>) {
          const sound = engine.sampled.open(...args);
          const forward: typeof sound.forward = (theta, out) => {
            sound.forward(theta, out);
            out[out.length - 1] *= 1 + 1e-12;
          };
          return { ...sound, forward, close: () => sound.close() };
        },
      },
    };
    const subject = {
      name: "relu",
      open: (sizes: { students: number; inputs: number }) => ({ activation: "relu", parameterization: "output", ...sizes }) as const,
    };
    expect(failures((frame) => networkConformance(frame, subject, engine))).toEqual([]);
    expect(failures((frame) => networkConformance(frame, subject, wrong))).not.toEqual([]);
  });

  const dynamicsFailures = (fault: (dynamics: Dynamics) => Dynamics) =>
    failures((frame) =>
      dynamicsConformance(frame, {
        name: "faulty",
        open: () => ({
          problem: teacherStudent(
            engine,
            2,
            [[1, 0.2]],
            [
              [0.7, 0.3],
              [-0.6, 0.1],
            ],
          ),
          dynamics: fault(gradientDescent({ step: 0.01 })),
        }),
      }),
    );

  it("in a dynamics", () => {
    expect(dynamicsFailures((sound) => sound)).toEqual([]);
    const faults: Record<string, (sound: Dynamics) => Dynamics> = {
      "takes a step too many": (sound) => ({
        ...sound,
        advance: (problem, state, steps, stop) => sound.advance(problem, state, steps === 7 ? 8 : steps, stop),
      }),
      "another last bit": (sound) => ({
        ...sound,
        step(problem, state) {
          const next = sound.step(problem, state);
          return { ...next, theta: next.theta.map((x) => x * (1 + 2 ** -52)) };
        },
      }),
      "saves a view": (sound) => ({
        ...sound,
        save: (state) => ({ iteration: state.iteration, tensors: { theta: state.theta.subarray(1) }, numbers: {} }),
      }),
      "ignores the stop": (sound) => ({
        ...sound,
        advance: (problem, state, steps) => sound.advance(problem, state, steps, { value: Number.NEGATIVE_INFINITY }),
      }),
      "forgets the last rise": (sound) => ({
        ...sound,
        advance: (problem, state, steps, stop) => ({
          ...sound.advance(problem, state, steps, stop),
          rise: sound.advance(problem, state, Math.max(steps - 1, 0), stop).rise - 1e-9,
        }),
      }),
      "works in place": (sound) => ({
        ...sound,
        step(problem, state) {
          const next = sound.step(problem, state);
          state.theta.set(next.theta);
          return { ...next, theta: state.theta };
        },
      }),
    };
    for (const [name, fault] of Object.entries(faults)) expect(dynamicsFailures(fault), name).not.toEqual([]);
  });

  const studyFailures = (fault: Partial<Study>) => failures((frame) => studyConformance(frame, { ...toyStudy, ...fault }, engine));

  it("in a study", () => {
    expect(studyFailures({})).toEqual([]);
    const [first, second] = toyStudy.claims;
    let calls = 0;
    const faults: Record<string, Partial<Study>> = {
      "a counter-run that holds": {
        claims: [first, { ...second, counter: { why: "changes nothing", construct: () => [{ run: "sum", value: 2 }] } }],
      },
      "two claims of one id": { claims: [first, { ...second, id: first.id }] },
      "a counter-run that replaces nothing": { claims: [{ ...first, counter: { why: "nothing" } }, second] },
      "an observable that is not finite": { observables: [{ ...toyStudy.observables[0], measure: () => Number.NaN }] },
      "a setup that remembers": {
        setup(config, context) {
          const setup = toyStudy.setup(config, context);
          setup.problem.start[0] += ++calls;
          return setup;
        },
      },
      "a preset that is refused": { presets: [{ id: "bad", title: "Bad", says: "Bad.", config: { steps: -1 } }] },
      "figures that remember": {
        figures: () => [
          {
            id: `f${++calls}`,
            title: "",
            caption: "",
            runs: [],
            kind: "heatmap",
            x: { label: "", scale: "linear" },
            y: { label: "", scale: "linear" },
            value: "",
            xs: [],
            ys: [],
            values: [],
          },
        ],
      },
      "an id that is no citation key": { id: "Toy Study" },
    };
    for (const [name, fault] of Object.entries(faults)) expect(studyFailures(fault), name).not.toEqual([]);
  });
});
