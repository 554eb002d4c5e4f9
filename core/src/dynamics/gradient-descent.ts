import { misuse } from "@overparam/kernels";
import type { Reference } from "../study/reference.ts";
import { axpy } from "./axpy.ts";
import type { Checkpoint, Dynamics, State } from "./dynamics.ts";
import { fusedDescent } from "./fused-descent.ts";

/** Cauchy 1847, the method of steepest descent. */
const cauchy1847: Reference = {
  key: "cauchy1847methode",
  title: "Méthode générale pour la résolution des systèmes d'équations simultanées",
  authors: ["Augustin-Louis Cauchy"],
  year: 1847,
  venue: "Comptes rendus hebdomadaires des séances de l'Académie des sciences",
  pages: "536-538",
  kind: "article",
};

/**
 * Gradient descent with a fixed step: θ ← θ − η ∇L(θ).
 *
 * Time is t = η · iteration, so that runs with different steps, and the gradient flow, share an axis.
 *
 * @param step η > 0, in units of 1/curvature; descent is guaranteed below 2/λ_max of the Hessian
 * @cost one gradient a step
 * @throws Misuse for a step that is not a positive number
 * @source Cauchy 1847
 */
export function gradientDescent({ step }: { readonly step: number }): Dynamics {
  if (!(step > 0 && Number.isFinite(step))) {
    throw misuse("gradientDescent", "step must be a positive number", step, "try 0.05 / (r · w_max)");
  }
  const at = (iteration: number, theta: Float64Array): State => ({ iteration, time: step * iteration, theta });
  return {
    name: "gradient descent",
    reference: cauchy1847,
    init: (problem) => at(0, problem.start.slice()),
    step(problem, state) {
      const slope = new Float64Array(state.theta.length);
      problem.objective.gradient(state.theta, slope);
      return at(state.iteration + 1, axpy(-step, slope, state.theta));
    },
    advance(problem, state, steps, stop) {
      const moved = fusedDescent(problem.objective, state.theta, { step, steps, stopAt: stop.value });
      return { state: at(state.iteration + moved.taken, moved.theta), end: moved.end, rise: moved.rise };
    },
    save: (state) => ({ iteration: state.iteration, tensors: { theta: state.theta.slice() }, numbers: {} }),
    restore: (checkpoint) => at(checkpoint.iteration, savedTheta(checkpoint).slice()),
  };
}

/** The tensor `theta` of a checkpoint; Misuse when it is missing. */
export function savedTheta(checkpoint: Checkpoint): Float64Array {
  const theta = checkpoint.tensors["theta"];
  if (theta === undefined) throw misuse("restore", "the checkpoint must hold the tensor theta", Object.keys(checkpoint.tensors).join(", "));
  return theta;
}
