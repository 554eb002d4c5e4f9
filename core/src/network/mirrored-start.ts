import { type Elementary, misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { normal } from "../random/normal.ts";

/** The output weights of a mirrored start. */
export interface MirroredWeights {
  /** Standard deviation; 1/√m by default. */
  readonly deviation?: number;
  /** |v_j| in place of v_j for the first half, as sets with v_j > 0 need; false by default. */
  readonly positive?: boolean;
}

/**
 * A start at which the network is zero everywhere: w_{j+m/2} = w_j ~ N(0, I/d), v_{j+m/2} = −v_j, v_j ~ N(0, 1/m).
 *
 * @param students m, even
 * @returns θ = W [m,d], then v [m]: that of a network with trained output weights
 * @throws Misuse for an odd m
 * @source Zhang, Zhang, Hong, Sun, Luo 2021, the mirrored initialization
 */
export function mirroredStart(math: Elementary, key: Key, students: number, inputs: number, weights: MirroredWeights = {}): Float64Array {
  if (!(Number.isSafeInteger(students) && students >= 2 && students % 2 === 0)) {
    throw misuse("mirroredStart", "students must be an even number of at least 2", students, "every neuron has a mirror image");
  }
  const half = students / 2;
  const { deviation = 1 / Math.sqrt(students), positive = false } = weights;
  const theta = new Float64Array(students * (inputs + 1));
  const directions = theta.subarray(0, half * inputs);
  normal(math, fold(key, "directions"), directions);
  const scale = 1 / Math.sqrt(inputs);
  for (let k = 0; k < directions.length; k++) directions[k] = (directions[k] as number) * scale;
  theta.copyWithin(half * inputs, 0, half * inputs);
  const v = theta.subarray(students * inputs);
  normal(math, fold(key, "weights"), v.subarray(0, half));
  for (let j = 0; j < half; j++) {
    const drawn = (v[j] as number) * deviation;
    v[j] = positive ? Math.abs(drawn) : drawn;
    v[half + j] = -(v[j] as number);
  }
  return theta;
}
