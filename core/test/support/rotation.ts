import type { Dynamics, State } from "../../src/dynamics/dynamics.ts";
import type { Problem } from "../../src/dynamics/problem.ts";
import type { Measure } from "../../src/objective/measure.ts";

/** A problem without gradient: how far the mean of the shares on all but the first entry is from 0. */
export const shares: Measure = {
  layout: { blocks: [{ name: "shares", symbol: "p", shape: [3], offset: 0 }], size: 3 },
  name: "share off the first entry",
  scale: Number.POSITIVE_INFINITY,
  value: (theta) => ((theta[1] as number) + (theta[2] as number)) / ((theta[0] as number) + (theta[1] as number) + (theta[2] as number)),
  floor: () => 1e-15,
  close: () => undefined,
};

/** Reinforcement of the first entry, one multiplication an entry a step. */
export function reinforcement(kind: "watched" | "unwatched"): Dynamics<State, Problem<Measure>> {
  const step = ({ iteration, theta }: State): State => ({
    iteration: iteration + 1,
    time: iteration + 1,
    theta: theta.map((entry, i) => (i === 0 ? entry : 0.96875 * entry)),
  });
  return {
    name: "reinforcement",
    reference: { key: "none", title: "None", authors: ["None"], year: 2000, venue: "none", kind: "misc" },
    ...(kind === "unwatched" ? { unwatched: true } : {}),
    init: ({ start }) => ({ iteration: 0, time: 0, theta: start.slice() }),
    step: (_problem, state) => step(state),
    advance({ objective }, from, steps, stop) {
      let state = from;
      let rise = Number.NEGATIVE_INFINITY;
      const looks = kind === "watched" || stop.value !== Number.NEGATIVE_INFINITY;
      let value = looks ? objective.value(state.theta) : Number.NaN;
      for (let taken = 0; taken < steps; taken++) {
        if (looks && value <= stop.value) return { state, end: "reached", rise };
        state = step(state);
        if (!looks) continue;
        const after = objective.value(state.theta);
        if (kind === "watched") rise = Math.max(rise, after - value);
        value = after;
      }
      return { state, end: "steps", rise };
    },
    save: ({ iteration, theta }) => ({ iteration, tensors: { theta: theta.slice() }, numbers: {} }),
    restore: ({ iteration, tensors }) => ({ iteration, time: iteration, theta: (tensors["theta"] as Float64Array).slice() }),
  };
}
