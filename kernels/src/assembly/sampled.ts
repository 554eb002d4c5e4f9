import { misuse } from "../misuse.ts";
import {
  type SampledActivation,
  type SampledKernels,
  type SampledNetwork,
  type SampledOptions,
  type SampledProblem,
  type SampleLoss,
  type Samples,
  sampledParameterCount,
} from "../sampled.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount, indexIn, parameterizations } from "./checks.ts";
import { assembleDescending, openState } from "./descent.ts";
import type { Memory } from "./memory.ts";

/** Positions are the numbers that the C++ side uses (cpp/sampled/shape.hpp). */
const activations: readonly SampledActivation[] = ["relu", "abs", "tanh", "sigmoid", "softplus", "erf", "gelu", "quadratic"];
const losses: readonly SampleLoss[] = ["squared", "logistic", "smooth-hinge"];
const precisions: readonly NonNullable<SampledOptions["precision"]>[] = ["float64", "float32"];

/** Sampled kernels over a host's flat functions. */
export function assembleSampled(binding: Binding, memory: Memory, closers: Set<() => void>): SampledKernels {
  const { call, team } = binding;
  const bytesOf = ({ precision, activation, parameterization, bias, students, inputs }: Checked, samples: number) =>
    call.sampled_plan(precision, activation, parameterization, bias, students, inputs, samples, team.members);
  return {
    plan(network, samples, options = {}) {
      const checked = checkSampled("sampled.plan", network, options);
      return bytesOf(checked, checkCount("sampled.plan", "samples", samples));
    },
    open(network, data, options = {}): SampledProblem {
      const checked = checkSampled("sampled.open", network, options);
      const { precision, activation, parameterization, loss, bias, students, inputs, l2, pathNorm } = checked;
      if (!(data.y instanceof Float64Array)) throw misuse("sampled.open", "y must be a Float64Array", data.y);
      const samples = checkCount("sampled.open", "samples (the length of y)", data.y.length);
      const check = (where: string, { x, y }: Samples) => {
        checkArray(where, "y", y, samples);
        checkArray(where, "x", x, samples * inputs);
      };
      check("sampled.open", data);
      const bytes = bytesOf(checked, samples);
      const state = openState(memory, closers, "sampled", bytes, sampledParameterCount(network), (block) => {
        const fixed = network.outputWeights ?? new Float64Array(students).fill(1);
        const numbers = [precision, activation, parameterization, loss, bias, students, inputs, samples, l2, pathNorm] as const;
        call.sampled_open(block, team.block, ...numbers, data.x, data.y, fixed);
      });
      return {
        ...assembleDescending(binding, "sampled", state),
        samples,
        load(fresh) {
          check("sampled.load", fresh);
          call.sampled_load(state.block(), fresh.x, fresh.y);
        },
        forward(theta, out) {
          checkArray("sampled.forward", "out", out, samples);
          call.sampled_forward(state.block(), state.theta("forward", theta), out);
        },
      };
    },
  };
}

type Checked = ReturnType<typeof checkSampled>;

/** A network and options as the numbers that entries take. */
export function checkSampled(where: string, network: SampledNetwork, options: SampledOptions) {
  const { hiddenBias = false, outputWeights, parameterization } = network;
  const { l2 = 0, pathNorm = 0 } = options;
  const checked = {
    precision: indexIn(where, "precision", precisions, options.precision ?? "float64"),
    activation: indexIn(where, "activation", activations, network.activation),
    parameterization: indexIn(where, "parameterization", parameterizations, parameterization),
    loss: indexIn(where, "loss", losses, options.loss ?? "squared"),
    bias: Number(hiddenBias),
    students: checkCount(where, "students", network.students),
    inputs: checkCount(where, "inputs", network.inputs),
    l2: checkWeight(where, "l2", l2),
    pathNorm: checkWeight(where, "pathNorm", pathNorm),
  };
  if (typeof hiddenBias !== "boolean") throw misuse(where, "hiddenBias must be true or false", hiddenBias);
  if (outputWeights !== undefined) {
    if (parameterization === "output") {
      throw misuse(where, "parameterization output trains its output weights", undefined, "leave outputWeights out, or choose plain");
    }
    checkArray(where, "outputWeights", outputWeights, checked.students);
  }
  if (pathNorm > 0 && parameterization === "squared-entry") {
    throw misuse(where, "the path norm is there for plain, output and conic networks", parameterization);
  }
  return checked;
}

function checkWeight(where: string, name: string, value: number): number {
  if (!(value >= 0 && Number.isFinite(value))) throw misuse(where, `${name} must be a number ≥ 0`, value);
  return value;
}
