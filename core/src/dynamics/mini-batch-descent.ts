import { misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { permutation } from "../random/permutation.ts";
import type { Reference } from "../study/reference.ts";
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

/** The gradient of the loss over some of the samples. */
export interface BatchGradient {
  /** out = ∇ Σ_{i ∈ batch} ℓ_i(θ); returns the sum. */
  gradient(theta: Float64Array, batch: Uint32Array, out: Float64Array): number;
  close(): void;
}

/** Where a descent on batches is: θ and the key that the batches come from. */
export interface BatchState extends State {
  readonly key: Key;
}

/** The batch of step t, drawn from the key alone: b of n samples without replacement, anew at every step or going through epochs. */
export function batchOf(key: Key, step: number, samples: number, batch: number, order: "independent" | "epochs"): Uint32Array {
  if (order === "independent") return permutation(fold(key, step), samples).subarray(0, batch);
  const perEpoch = samples / batch;
  const epoch = Math.floor(step / perEpoch);
  const at = step - epoch * perEpoch;
  return permutation(fold(key, epoch), samples).subarray(at * batch, (at + 1) * batch);
}

/**
 * Stochastic gradient descent on batches of given samples: θ ← θ − η (n/b) Σ_{i ∈ S} ∇ℓ_i(θ), S of size b without replacement.
 *
 * With order `epochs` the n/b batches of an epoch are the parts of one permutation. Stops and rises speak of the problem's own objective, the loss over
 * all samples: `advance` evaluates it once a step.
 *
 * @param step η > 0
 * @param batch b from 1 to n; a divisor of n for epochs
 * @param open the gradients over batches of exactly b samples; closed after every call
 * @cost a gradient over b samples and a value over n a step
 * @source Robbins, Monro 1951; as used by allenzhu2019convergence, Theorem 2
 */
export function miniBatchDescent(options: {
  readonly step: number;
  readonly samples: number;
  readonly batch: number;
  readonly order?: "independent" | "epochs";
  readonly open: () => BatchGradient;
}): Dynamics<BatchState> {
  const { step, samples, batch, order = "independent", open } = options;
  if (!(step > 0 && Number.isFinite(step))) throw misuse("miniBatchDescent", "step must be a positive number", step);
  if (!(Number.isSafeInteger(batch) && batch >= 1 && batch <= samples))
    throw misuse("miniBatchDescent", `batch must be a whole number from 1 to the ${samples} samples`, batch);
  if (order === "epochs" && samples % batch !== 0)
    throw misuse("miniBatchDescent", `batch must divide the ${samples} samples to go through epochs`, batch, "or take order = independent");
  const factor = samples / batch;
  const at = (iteration: number, theta: Float64Array, key: Key): BatchState => ({ iteration, time: step * iteration, theta, key });
  const move = (gradients: BatchGradient, state: BatchState): BatchState => {
    const slope = new Float64Array(state.theta.length);
    gradients.gradient(state.theta, batchOf(state.key, state.iteration, samples, batch, order), slope);
    return at(state.iteration + 1, axpy(-step * factor, slope, state.theta), state.key);
  };
  const using = <T>(body: (gradients: BatchGradient) => T): T => {
    const gradients = open();
    try {
      return body(gradients);
    } finally {
      gradients.close();
    }
  };
  return {
    name: "mini-batch gradient descent",
    reference: robbins1951,
    stochastic: true,
    init: (problem, key) => at(0, problem.start.slice(), key),
    step: (_problem, state) => using((gradients) => move(gradients, state)),
    advance({ objective }, from, steps, stop) {
      let state = from;
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state, end: "steps", rise };
      let value = objective.value(state.theta);
      if (!Number.isFinite(value)) return { state, end: "not finite", rise: Number.POSITIVE_INFINITY };
      return using((gradients) => {
        for (let taken = 0; taken < steps; taken++) {
          if (value <= stop.value) return { state, end: "reached", rise };
          state = move(gradients, state);
          const after = objective.value(state.theta);
          if (!Number.isFinite(after)) return { state, end: "not finite", rise: Number.POSITIVE_INFINITY };
          rise = Math.max(rise, after - value);
          value = after;
        }
        return { state, end: "steps", rise };
      });
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
