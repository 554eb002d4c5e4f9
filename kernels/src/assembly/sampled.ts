import type { SampledKernels, SampledProblem, Samples } from "../sampled.ts";
import { misuse } from "../misuse.ts";
import { parameterCount } from "../two-layer.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount, checkNetwork } from "./checks.ts";
import { assembleDescending, openState } from "./descent.ts";
import type { Memory } from "./memory.ts";

/** Sampled kernels over a host's flat functions. */
export function assembleSampled(binding: Binding, memory: Memory, closers: Set<() => void>): SampledKernels {
  const { call } = binding;
  return {
    plan(network, samples) {
      const [, , students, inputs] = checkNetwork("sampled.plan", network);
      return call.sampled_plan(students, inputs, checkCount("sampled.plan", "samples", samples));
    },
    open(network, data): SampledProblem {
      const numbers = checkNetwork("sampled.open", network);
      if (!(data.y instanceof Float64Array)) throw misuse("sampled.open", "y must be a Float64Array", data.y);
      const samples = checkCount("sampled.open", "samples (the length of y)", data.y.length);
      const check = (where: string, { x, y }: Samples) => {
        checkArray(where, "y", y, samples);
        checkArray(where, "x", x, samples * network.inputs);
      };
      check("sampled.open", data);
      const bytes = call.sampled_plan(network.students, network.inputs, samples);
      const state = openState(memory, closers, "sampled", bytes, parameterCount(network), (block) => {
        call.sampled_open(block, ...numbers, samples, data.x, data.y);
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
