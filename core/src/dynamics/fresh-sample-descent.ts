import { type Engine, type SampledProblem, type Teacher, type TwoLayer, misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { normal } from "../random/normal.ts";
import type { Reference } from "../study/reference.ts";
import { teacherLabels } from "../data/teacher-labels.ts";
import { axpy } from "./axpy.ts";
import type { Dynamics, State } from "./dynamics.ts";
import { savedTheta } from "./gradient-descent.ts";

/** Robbins, Monro 1951. */
const robbins1951: Reference = {
  key: "robbins1951stochastic",
  title: "A Stochastic Approximation Method",
  authors: ["Herbert Robbins", "Sutton Monro"],
  year: 1951,
  venue: "The Annals of Mathematical Statistics",
  pages: "400-407",
  doi: "10.1214/aoms/1177729586",
  kind: "article",
};

/** Where a fresh-sample descent is: θ and the key whose child number t draws the samples of step t. */
export interface FreshSampleState extends State {
  readonly key: Key;
}

/**
 * Stochastic gradient descent on fresh samples: θ ← θ − η ∇ (1/(2N)) Σ_i (f_θ(x_i) − f*(x_i))², x_i ~ N(0, I_d) new at every step.
 *
 * The samples of step t come from fold(key, t), so they depend on nothing but the run's key and t. Stops and rises speak of the problem's
 * own objective, not of the samples: `advance` evaluates it once a step.
 *
 * @param step η > 0
 * @param batch N ≥ 1 samples a step
 * @cost 4·N·m·d operations and N·d normal numbers a step, and one value of the objective
 * @source Robbins, Monro 1951; as used by zhou2021local, Theorem 7
 */
export function freshSampleDescent(options: {
  readonly step: number;
  readonly batch: number;
  readonly network: TwoLayer;
  readonly teacher: Teacher;
  readonly engine: Engine;
}): Dynamics<FreshSampleState> {
  const { step, batch, network, teacher, engine } = options;
  if (!(step > 0 && Number.isFinite(step)))
    throw misuse("freshSampleDescent", "step must be a positive number", step, "try 0.05 / (r · w_max)");
  if (!(Number.isSafeInteger(batch) && batch >= 1)) throw misuse("freshSampleDescent", "batch must be a positive integer", batch);
  const at = (iteration: number, theta: Float64Array, key: Key): FreshSampleState => ({ iteration, time: step * iteration, theta, key });

  const draw = (state: FreshSampleState) => {
    const x = new Float64Array(batch * network.inputs);
    normal(engine.math, fold(state.key, state.iteration), x);
    return { x, y: teacherLabels(network.activation, teacher, x, network.inputs) };
  };
  const move = (problem: SampledProblem, state: FreshSampleState): FreshSampleState => {
    const slope = new Float64Array(state.theta.length);
    problem.gradient(state.theta, slope);
    return at(state.iteration + 1, axpy(-step, slope, state.theta), state.key);
  };

  return {
    name: "fresh-sample gradient descent",
    reference: robbins1951,
    stochastic: true,
    init: (problem, key) => at(0, problem.start.slice(), key),
    step(_problem, state) {
      const samples = engine.sampled.open(network, draw(state));
      try {
        return move(samples, state);
      } finally {
        samples.close();
      }
    },
    advance({ objective }, from, steps, stop) {
      let state = from;
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state, end: "steps", rise };
      let value = objective.value(state.theta);
      if (!Number.isFinite(value)) return { state, end: "not finite", rise: Number.POSITIVE_INFINITY };
      const samples = engine.sampled.open(network, draw(state));
      try {
        for (let taken = 0; taken < steps; taken++) {
          if (value <= stop.value) return { state, end: "reached", rise };
          if (taken > 0) samples.load(draw(state));
          state = move(samples, state);
          const after = objective.value(state.theta);
          if (!Number.isFinite(after)) return { state, end: "not finite", rise: Number.POSITIVE_INFINITY };
          rise = Math.max(rise, after - value);
          value = after;
        }
        return { state, end: "steps", rise };
      } finally {
        samples.close();
      }
    },
    save: ({ iteration, theta, key }) => ({
      iteration,
      tensors: { theta: theta.slice() },
      numbers: { key0: key.words[0], key1: key.words[1] },
    }),
    restore(checkpoint) {
      const { key0, key1 } = checkpoint.numbers;
      if (key0 === undefined || key1 === undefined) throw misuse("restore", "the checkpoint must hold the numbers key0 and key1");
      return at(checkpoint.iteration, savedTheta(checkpoint).slice(), { words: [key0, key1] });
    },
  };
}
