import {
  type CurvatureKernels,
  type CurvatureProblem,
  type SmoothActivation,
  type SmoothNetwork,
  smoothParameterCount,
} from "../curvature.ts";
import { misuse } from "../misuse.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount, indexIn } from "./checks.ts";
import { openState } from "./descent.ts";
import type { Memory } from "./memory.ts";

/** Positions are the numbers that the C++ side uses (cpp/curvature/with_bend.hpp). */
const activations: readonly SmoothActivation[] = ["tanh", "sigmoid", "softplus", "erf", "gelu", "quadratic"];

/** Curvature kernels over a host's flat functions. */
export function assembleCurvature({ call }: Binding, memory: Memory, closers: Set<() => void>): CurvatureKernels {
  return {
    plan(network, samples) {
      checkSmooth("curvature.plan", network);
      return call.curvature_plan(network.students, network.inputs, checkCount("curvature.plan", "samples", samples));
    },
    open(network, { x, y }): CurvatureProblem {
      const activation = checkSmooth("curvature.open", network);
      const { students, inputs } = network;
      if (!(y instanceof Float64Array)) throw misuse("curvature.open", "y must be a Float64Array", y);
      const samples = checkCount("curvature.open", "samples (the length of y)", y.length);
      checkArray("curvature.open", "x", x, samples * inputs);
      const bytes = call.curvature_plan(students, inputs, samples);
      const state = openState(memory, closers, "curvature", bytes, smoothParameterCount(network), (block) => {
        call.curvature_open(block, activation, students, inputs, samples, x, y);
      });
      const { size } = state;
      return {
        size,
        samples,
        bytes,
        value: (theta) => call.curvature_value(state.block(), state.theta("value", theta)),
        gradient(theta, out) {
          checkArray("curvature.gradient", "out", out, size);
          return call.curvature_gradient(state.block(), state.theta("gradient", theta), out);
        },
        hessian(theta, out) {
          checkArray("curvature.hessian", "out", out, size * size);
          return call.curvature_hessian(state.block(), state.theta("hessian", theta), out);
        },
        close: state.close,
      };
    },
  };
}

/** Checks a network description; returns the number of its activation. */
function checkSmooth(where: string, { activation, students, inputs }: SmoothNetwork): number {
  checkCount(where, "students", students);
  checkCount(where, "inputs", inputs);
  return indexIn(where, "activation", activations, activation);
}
