import { type Dynamics, misuse, type Problem, type Reference, type State } from "@overparam/core";
import { paper } from "./paper.ts";

/** Where a grouped descent is: θ and the two moments of the rule. */
export interface GroupedState extends State {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** How a grouped descent moves. */
export interface GroupedOptions {
  readonly rule: "plain" | "momentum" | "adam";
  /** η > 0. */
  readonly step: number;
  readonly weightDecay: number;
  /** Changes a gradient in place into the shared one. */
  share(gradient: Float64Array): void;
}

const momentum = 0.9;
const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/**
 * Descent by shared gradients: g ← M ∇L(θ), then θ ← θ − η g; with momentum v ← 0.9 v + g, θ ← θ − η v; or Adam, whose moments are fed g.
 *
 * The gradient is shared before the rule's state sees it, so that neurons of a group carry the same moments. Weight decay acts on θ itself.
 *
 * @cost one gradient a step and one more a call
 * @throws Misuse for a step that is not a positive number
 * @source Yoo, Fan, Boddeti, Kitani 2018; Adam: Kingma, Ba 2015
 */
export function groupedDescent({ rule, step, weightDecay, share }: GroupedOptions): Dynamics<GroupedState> {
  if (!(step > 0 && Number.isFinite(step))) throw misuse("groupedDescent", "step must be a positive number", step);
  const reference: Reference = paper;
  const at = (iteration: number, theta: Float64Array, first: Float64Array, second: Float64Array): GroupedState => ({
    iteration,
    time: step * iteration,
    theta,
    first,
    second,
  });
  const move = (state: GroupedState, gradient: Float64Array): GroupedState => {
    share(gradient);
    const t = state.iteration + 1;
    const theta = state.theta.slice();
    const first = state.first.slice();
    const second = state.second.slice();
    const [left1, left2] = [1 - power(beta1, t), 1 - power(beta2, t)];
    for (let k = 0; k < theta.length; k++) {
      const g = gradient[k] as number;
      let update = g;
      if (rule === "momentum") {
        first[k] = momentum * (first[k] as number) + g;
        update = first[k] as number;
      } else if (rule === "adam") {
        first[k] = beta1 * (first[k] as number) + (1 - beta1) * g;
        second[k] = beta2 * (second[k] as number) + (1 - beta2) * g * g;
        update = (first[k] as number) / left1 / (Math.sqrt((second[k] as number) / left2) + epsilon);
      }
      const own = theta[k] as number;
      theta[k] = own - step * update - step * weightDecay * own;
    }
    return at(t, theta, first, second);
  };
  return {
    name: rule === "plain" ? "grouped gradient descent" : rule === "momentum" ? "grouped descent with momentum" : "grouped Adam",
    reference,
    init: ({ start }: Problem) => at(0, start.slice(), new Float64Array(start.length), new Float64Array(start.length)),
    step({ objective }, state) {
      const gradient = new Float64Array(state.theta.length);
      objective.gradient(state.theta, gradient);
      return move(state, gradient);
    },
    advance({ objective }, from, steps, stop) {
      let state = from;
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state, end: "steps", rise };
      const gradient = new Float64Array(state.theta.length);
      let value = objective.gradient(state.theta, gradient);
      while (true) {
        if (!Number.isFinite(value)) return { state, end: "not finite", rise: Number.POSITIVE_INFINITY };
        if (state.iteration - from.iteration === steps) return { state, end: "steps", rise };
        if (value <= stop.value) return { state, end: "reached", rise };
        state = move(state, gradient);
        const after = objective.gradient(state.theta, gradient);
        rise = Math.max(rise, Number.isFinite(after) ? after - value : Number.POSITIVE_INFINITY);
        value = after;
      }
    },
    save: ({ iteration, theta, first, second }) => ({
      iteration,
      tensors: { theta: theta.slice(), first: first.slice(), second: second.slice() },
      numbers: {},
    }),
    restore({ iteration, tensors }) {
      const { theta, first, second } = tensors;
      if (theta === undefined || first === undefined || second === undefined) {
        throw misuse("restore", "the checkpoint must hold the tensors theta, first and second", Object.keys(tensors).join(", "));
      }
      return at(iteration, theta.slice(), first.slice(), second.slice());
    },
  };
}

/** xⁿ by repeated squaring. */
function power(x: number, n: number): number {
  let out = 1;
  for (let base = x, left = n; left > 0; left = Math.floor(left / 2), base *= base) if (left % 2 === 1) out *= base;
  return out;
}
