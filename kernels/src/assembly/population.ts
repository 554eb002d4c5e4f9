import { misuse } from "../misuse.ts";
import type { PopulationKernels, PopulationProblem } from "../population.ts";
import { parameterCount } from "../two-layer.ts";
import type { Binding } from "./binding.ts";
import { activationIndex, checkArray, checkCount, checkNetwork } from "./checks.ts";
import { assembleDescending, openState } from "./descent.ts";
import type { Memory } from "./memory.ts";

/** Population kernels over a host's flat functions. */
export function assemblePopulation(binding: Binding, memory: Memory, closers: Set<() => void>): PopulationKernels {
  const { call } = binding;
  return {
    plan(network, teachers) {
      const [, , students, inputs] = checkNetwork("population.plan", network);
      return call.population_plan(students, inputs, checkCount("population.plan", "teachers", teachers, 0));
    },
    open(network, teacher): PopulationProblem {
      const numbers = checkNetwork("population.open", network);
      const { weights, directions } = teacher;
      if (!(weights instanceof Float64Array)) throw misuse("population.open", "teacher.weights must be a Float64Array", weights);
      const teachers = weights.length;
      checkArray("population.open", "teacher.directions", directions, teachers * network.inputs);
      const bytes = call.population_plan(network.students, network.inputs, teachers);
      const state = openState(memory, closers, "population", bytes, parameterCount(network), (block) => {
        call.population_open(block, ...numbers, teachers, directions, weights);
      });
      const { size } = state;
      return {
        ...assembleDescending(binding, "population", state),
        floor: (theta) => call.population_floor(state.block(), state.theta("floor", theta)),
        hessianTimes(theta, v, out) {
          checkArray("population.hessianTimes", "v", v, size);
          checkArray("population.hessianTimes", "out", out, size);
          call.population_hessian_times(state.block(), state.theta("hessianTimes", theta), v, out);
        },
        hessian(theta, out) {
          checkArray("population.hessian", "out", out, size * size);
          call.population_hessian(state.block(), state.theta("hessian", theta), out);
        },
      };
    },
    gram(activation, u, v, inputs, out) {
      const which = activationIndex("population.gram", activation);
      const [p, q] = tableSizes("population.gram", u, v, inputs, out);
      memory.withScratch("population.gram", 8 * (p + q) * (inputs + 1), (scratch) => {
        call.population_gram(which, u, p, v, q, inputs, out, scratch);
      });
    },
    angles(u, v, inputs, out) {
      const [p, q] = tableSizes("population.angles", u, v, inputs, out);
      memory.withScratch("population.angles", 8 * (p + q) * (inputs + 1), (scratch) => {
        call.population_angles(u, p, v, q, inputs, out, scratch);
      });
    },
    psi(t) {
      if (!(t >= 0 && t <= Math.PI)) throw misuse("population.psi", "the angle must lie in [0, π]", t);
      return call.population_psi(t);
    },
  };
}

/** Numbers of rows of U and V. */
function tableSizes(where: string, u: Float64Array, v: Float64Array, inputs: number, out: Float64Array): [p: number, q: number] {
  checkCount(where, "inputs", inputs);
  for (const [name, rows] of [
    ["u", u],
    ["v", v],
  ] as const) {
    if (!(rows instanceof Float64Array)) throw misuse(where, `${name} must be a Float64Array`, rows);
    if (rows.length % inputs !== 0) throw misuse(where, `${name} must have whole rows of ${inputs} entries`, rows.length);
  }
  const p = u.length / inputs;
  const q = v.length / inputs;
  checkArray(where, "out", out, p * q);
  return [p, q];
}
