import { type SampledNetwork, type TwoLayer, misuse } from "@overparam/kernels";

/** A two-layer network whose output weights may be given and left untrained. */
export interface Network extends TwoLayer {
  /** c [m], where output weights are not trained: all 1 by default, a factor of ‖w_i‖ for `conic`. Misuse for `output`, which trains them. */
  readonly outputWeights?: Float64Array;
}

/** The fixed c [m] of a network, all 1 by default; Misuse where there are not m of them or the network trains its own. */
export function fixedOutputWeights(where: string, { students, parameterization, outputWeights }: SampledNetwork): Float64Array {
  if (outputWeights === undefined) return new Float64Array(students).fill(1);
  if (parameterization === "output") {
    throw misuse(where, "output weights are either trained or given", parameterization, "leave outputWeights out, or take plain");
  }
  if (outputWeights.length !== students) throw misuse(where, `outputWeights must have ${students} entries, one a student`, outputWeights);
  return outputWeights;
}
