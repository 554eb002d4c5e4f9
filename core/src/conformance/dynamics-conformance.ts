import type { Dynamics, State } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import { hasGradient } from "../objective/has-gradient.ts";
import type { Measure } from "../objective/measure.ts";
import { rootKey } from "../random/root-key.ts";
import type { TestFrame } from "./frame.ts";

/** A dynamics on a problem that it does not solve within 100 steps. */
export interface DynamicsSubject<S extends State = State, P extends Problem<Measure> = Problem<Measure>> {
  readonly name: string;
  open(): { readonly problem: P; readonly dynamics: Dynamics<S, P> };
}

const never = { value: Number.NEGATIVE_INFINITY };

/**
 * What every dynamics has to be: advance(n) is n steps and n is k, saved, restored, and n − k, bit for bit; states are values; a stop is kept to the step.
 */
export function dynamicsConformance<S extends State, P extends Problem<Measure>>(test: TestFrame, subject: DynamicsSubject<S, P>): void {
  const { describe, it, expect } = test;
  const key = rootKey("conformance", 5);
  const using = (body: (problem: P, dynamics: Dynamics<S, P>) => void) => () => {
    const { problem, dynamics } = subject.open();
    body(problem, dynamics);
    problem.objective.close();
  };
  const stepped = (problem: P, dynamics: Dynamics<S, P>, from: S, steps: number): S => {
    let state = from;
    for (let i = 0; i < steps; i++) state = dynamics.step(problem, state);
    return state;
  };

  describe(`dynamics ${subject.name}`, () => {
    for (const steps of [0, 1, 2, 7, 100]) {
      it(
        `advances ${steps} steps to the same bits as ${steps} times one step`,
        using((problem, dynamics) => {
          const start = dynamics.init(problem, key);
          const { state, end } = dynamics.advance(problem, start, steps, never);
          expect(end).toBe("steps");
          expect(state).toEqual(stepped(problem, dynamics, start, steps));
          expect(state.iteration).toBe(steps);
        }),
      );
    }

    it(
      "goes on from a checkpoint to the same bits as without one",
      using((problem, dynamics) => {
        const whole = dynamics.advance(problem, dynamics.init(problem, key), 100, never);
        const half = dynamics.advance(problem, dynamics.init(problem, key), 50, never);
        const saved = dynamics.save(half.state);
        const other = subject.open();
        const rest = other.dynamics.advance(other.problem, other.dynamics.restore(saved), 50, never);
        expect(rest.state).toEqual(whole.state);
        expect(Math.max(half.rise, rest.rise), "the rise is that of all steps").toBe(whole.rise);
        other.problem.objective.close();
      }),
    );

    it(
      "saves finite numbers and canonical tensors, which later steps leave alone",
      using((problem, dynamics) => {
        const { state } = dynamics.advance(problem, dynamics.init(problem, key), 3, never);
        const saved = dynamics.save(state);
        const copy = JSON.stringify(saved);
        expect(saved.iteration).toBe(3);
        expect(Object.values(saved.numbers).every(Number.isFinite)).toBe(true);
        dynamics.advance(problem, dynamics.restore(saved), 5, never);
        expect(JSON.stringify(saved)).toBe(copy);
        expect(dynamics.save(dynamics.restore(saved)), "restore and save are inverse").toEqual(saved);
      }),
    );

    it(
      "leaves the state it is given and the problem's start alone",
      using((problem, dynamics) => {
        const before = problem.start.slice();
        const start = dynamics.init(problem, key);
        const theta = start.theta.slice();
        dynamics.step(problem, start);
        dynamics.advance(problem, start, 5, never);
        expect(start.theta).toEqual(theta);
        expect(problem.start).toEqual(before);
      }),
    );

    it(
      "stops before the first step from a value at or below the stop, however it is cut into calls",
      using((problem, dynamics) => {
        const values: number[] = [];
        let state = dynamics.init(problem, key);
        for (let i = 0; i <= 20; i++) {
          values.push(problem.objective.value(state.theta));
          state = dynamics.step(problem, state);
        }
        const stop = Math.min(...values.slice(0, 11));
        const first = values.findIndex((value) => value <= stop);
        const whole = dynamics.advance(problem, dynamics.init(problem, key), 20, { value: stop });
        expect(whole.end).toBe("reached");
        expect(whole.state.iteration).toBe(first);
        let parts = dynamics.advance(problem, dynamics.init(problem, key), 3, { value: stop });
        for (let call = 0; call < 10 && parts.end === "steps"; call++) parts = dynamics.advance(problem, parts.state, 3, { value: stop });
        expect(parts.end).toBe("reached");
        expect(parts.state).toEqual(whole.state);
      }),
    );

    it(
      "tells the largest change of the value in one step, or none where it does not watch",
      using((problem, dynamics) => {
        let state = dynamics.init(problem, key);
        let rise = Number.NEGATIVE_INFINITY;
        if (dynamics.unwatched !== true) {
          for (let i = 0; i < 12; i++) {
            const before = valueAt(problem.objective, state.theta);
            state = dynamics.step(problem, state);
            rise = Math.max(rise, valueAt(problem.objective, state.theta) - before);
          }
        }
        expect(dynamics.advance(problem, dynamics.init(problem, key), 12, never).rise).toBe(rise);
        expect(dynamics.advance(problem, dynamics.init(problem, key), 0, never).rise).toBe(Number.NEGATIVE_INFINITY);
      }),
    );
  });
}

/** The value as a run sees it: with the gradient, where there is one. */
function valueAt(objective: Measure, theta: Float64Array): number {
  return hasGradient(objective) ? objective.gradient(theta, new Float64Array(theta.length)) : objective.value(theta);
}
