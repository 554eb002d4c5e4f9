import type { Elementary } from "@overparam/core";
import { type FamilyPoint, perTurn, termRounding } from "./family.ts";
import { psi } from "./psi.ts";
import { solveRoot } from "./solve-root.ts";

/**
 * The family with symmetry S_k: w_i = a e_i + b Σ_{j≠i} e_j, found from a = −1 + 2/k, b = 2/k.
 *
 * A critical point, not always a minimum of the whole problem.
 *
 * @param k ≥ 3
 * @cost O(1) in k
 * @source form recalled from Arjevani, Field 2021; loss and gradient added by the laboratory
 */
export function hiddenFamily(math: Elementary, k: number): FamilyPoint {
  const at = (x: readonly number[]) => evaluate(math, k, x as [number, number]);
  const x = solveRoot((y) => at(y).gradient, [-1 + 2 / k, 2 / k]);
  const { loss, size, norms, gradient } = at(x);
  return {
    k,
    coordinates: x,
    loss,
    rounding: termRounding * size,
    norms,
    gradient: gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0),
  };
}

/** W of the family, [k,k]. */
export function hiddenNetwork(k: number, coordinates: readonly number[]): Float64Array {
  const [a, b] = coordinates as [number, number];
  return Float64Array.from({ length: k * k }, (_, at) => (Math.floor(at / k) === at % k ? a : b));
}

function evaluate(math: Elementary, k: number, [a, b]: readonly [number, number]) {
  const m = k - 1;
  const N = Math.sqrt(a * a + m * b * b);
  const cosine = Math.min(1, Math.max(-1, (2 * a * b + (k - 2) * b * b) / (N * N)));
  const both = math.atan2(Math.sqrt((1 - cosine) * (1 + cosine)), cosine);
  const own = math.atan2(Math.sqrt(m * b * b), a);
  const other = math.atan2(Math.sqrt(a * a + (k - 2) * b * b), b);
  const s = a + m * b - 1;
  const terms = [((k * m) / 2) * N * N * psi(math, both), (k * m) / 2, -k * N * psi(math, own), -k * m * N * psi(math, other)];
  const square = (k * s * s) / 4;
  const spread = m * N * math.sin(both) - math.sin(own) - m * math.sin(other);
  return {
    loss: square + perTurn * terms.reduce((sum, term) => sum + term, 0),
    size: square + perTurn * terms.reduce((sum, term) => sum + Math.abs(term), 0),
    norms: k * N,
    gradient: [
      s / 2 + perTurn * ((spread * a) / N - (both * m * b - own)),
      s / 2 + perTurn * ((spread * b) / N - (both * (a + (k - 2) * b) - other)),
    ],
  };
}
