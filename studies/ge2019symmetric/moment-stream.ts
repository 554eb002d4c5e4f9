import { addMoments, type Dynamics, type Engine, type Measure, misuse, type MomentFrame, type Problem, type State } from "@overparam/core";
import { paper } from "./paper.ts";

/** A batch of samples. */
export interface Batch {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly n: number;
}

/**
 * Samples stream in, a batch a step, and their moments are summed; time is the number of samples. A direct algorithm as a run: the state is the sums, and
 * whoever looks at it solves for the network.
 *
 * @param draw batch number i, the same every time
 */
export function momentStream(engine: Engine, frame: MomentFrame, draw: (batch: number) => Batch): Dynamics<State, Problem<Measure>> {
  const at = (iteration: number, theta: Float64Array): State => ({ iteration, time: theta[0] as number, theta });
  const add = (theta: Float64Array, iteration: number): void => {
    const { x, y, n } = draw(iteration);
    addMoments(engine, frame, theta, x, y, n);
  };
  return {
    name: "moments of a stream",
    reference: paper,
    unwatched: true,
    init: ({ start }) => at(0, start.slice()),
    step(_problem, { iteration, theta }) {
      const next = theta.slice();
      add(next, iteration);
      return at(iteration + 1, next);
    },
    advance({ objective }, from, steps, stop) {
      const theta = from.theta.slice();
      const rise = Number.NEGATIVE_INFINITY;
      for (let taken = 0; taken < steps; taken++) {
        if (stop.value !== Number.NEGATIVE_INFINITY && objective.value(theta) <= stop.value)
          return { state: at(from.iteration + taken, theta), end: "reached", rise };
        add(theta, from.iteration + taken);
      }
      return { state: at(from.iteration + steps, theta), end: "steps", rise };
    },
    save: ({ iteration, theta }) => ({ iteration, tensors: { theta: theta.slice() }, numbers: {} }),
    restore({ iteration, tensors }) {
      const theta = tensors["theta"];
      if (theta === undefined) throw misuse("restore", "the checkpoint must hold the tensor theta");
      return at(iteration, theta.slice());
    },
  };
}
