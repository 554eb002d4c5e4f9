import { type Elementary, misuse } from "@overparam/kernels";
import type { Key } from "./key.ts";
import { normal } from "./normal.ts";

/**
 * Fills the rows of `out` with independent unit vectors, uniform on the sphere S^{d−1}: normal vectors over their norms.
 *
 * @param dimension d ≥ 1
 * @param out [n, d] row-major
 * @throws Misuse when out is not made of whole rows
 * @source Muller 1959
 */
export function sphere(math: Elementary, key: Key, dimension: number, out: Float64Array): void {
  if (!(Number.isSafeInteger(dimension) && dimension >= 1 && out.length % dimension === 0)) {
    throw misuse("sphere", `out must hold whole rows of ${dimension} entries`, out, "give it n · d entries");
  }
  normal(math, key, out);
  for (let row = 0; row < out.length; row += dimension) {
    let square = 0;
    for (let i = row; i < row + dimension; i++) square += (out[i] as number) * (out[i] as number);
    const norm = Math.sqrt(square);
    // The normal sampler returns the zero vector with probability 2^−53d; it has no direction, so it gets one.
    if (norm === 0) out[row] = 1;
    else for (let i = row; i < row + dimension; i++) out[i] = (out[i] as number) / norm;
  }
}
