import type { DeepObjective, DeepNetwork, Problem } from "@overparam/core";

/** The paper's problem: a deep network on samples, and what its claims compare with. */
export interface AllenZhuProblem extends Problem {
  readonly deep: DeepObjective;
  readonly network: DeepNetwork;
  /** Which blocks are trained: the middle ones. */
  readonly trained: readonly boolean[];
  readonly data: Data;
  /** Tangent kernel of the start, per output [n,n]; empty unless drift is measured. */
  readonly startKernel: Float64Array;
}

/** Samples as the network takes them. */
export interface Data {
  /** [n, din]. */
  readonly x: Float64Array;
  /** [n, dout]. */
  readonly y: Float64Array;
  readonly samples: number;
  readonly inputs: number;
  readonly outputs: number;
  /** The class of each sample, [n]; undefined where targets are not classes. */
  readonly classes: readonly number[] | undefined;
  /** The least distance between two inputs. */
  readonly separation: number;
}
