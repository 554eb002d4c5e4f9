import type { Elementary } from "@overparam/core";
import { type FamilyPoint, perTurn, termRounding } from "./family.ts";
import { psi } from "./psi.ts";
import { solveRoot } from "./solve-root.ts";

/**
 * The family with symmetry S_{k−1} × S_1: w_i = a e_i + b Σ_{j≠i, j<k} e_j + c e_k for i < k, and w_k = d Σ_{j<k} e_j + e e_k.
 *
 * Loss and gradient are those of the whole problem at such a W: every pair of neurons is one of ten kinds. The critical point is found from (1, 0, 2/(k − 1), 0, −1),
 * the identity with its last neuron turned around.
 *
 * @param k ≥ 4
 * @cost O(1) in k
 * @source form recalled from Arjevani, Field 2021; loss and gradient added by the laboratory
 */
export function lowestFamily(math: Elementary, k: number): FamilyPoint {
  const at = (x: readonly number[]) => evaluate(math, k, x as [number, number, number, number, number]);
  const x = solveRoot((y) => at(y).gradient, [1, 0, 2 / (k - 1), 0, -1]);
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
export function lowestNetwork(k: number, coordinates: readonly number[]): Float64Array {
  const [a, b, c, d, e] = coordinates as [number, number, number, number, number];
  return Float64Array.from({ length: k * k }, (_, at) => {
    const i = Math.floor(at / k);
    const j = at % k;
    if (i === k - 1) return j === k - 1 ? e : d;
    return j === k - 1 ? c : i === j ? a : b;
  });
}

function evaluate(math: Elementary, k: number, [a, b, c, d, e]: readonly [number, number, number, number, number]) {
  const m = k - 1;
  const A = Math.sqrt(a * a + (k - 2) * b * b + c * c);
  const B = Math.sqrt(m * d * d + e * e);
  const between = (dot: number, of: number): number => {
    const cosine = Math.min(1, Math.max(-1, dot / of));
    return math.atan2(Math.sqrt((1 - cosine) * (1 + cosine)), cosine);
  };
  const aa = between(2 * a * b + (k - 3) * b * b + c * c, A * A);
  const ab = between(d * (a + (k - 2) * b) + c * e, A * B);
  // Angles to a teacher from the part along it and the part across it: nothing cancels.
  const own = math.atan2(Math.sqrt((k - 2) * b * b + c * c), a);
  const other = math.atan2(Math.sqrt(a * a + (k - 3) * b * b + c * c), b);
  const last = math.atan2(Math.sqrt(a * a + (k - 2) * b * b), c);
  const fromB = math.atan2(Math.sqrt((k - 2) * d * d + e * e), d);
  const ownB = math.atan2(Math.sqrt(m * d * d), e);
  const s1 = a + (k - 2) * b + d - 1;
  const s2 = m * c + e - 1;
  const terms = [
    ((m * (m - 1)) / 2) * A * A * psi(math, aa),
    m * A * B * psi(math, ab),
    (k * m) / 2,
    -m * A * psi(math, own),
    -m * (m - 1) * A * psi(math, other),
    -m * A * psi(math, last),
    -m * B * psi(math, fromB),
    -B * psi(math, ownB),
  ];
  const square = (m * s1 * s1 + s2 * s2) / 4;
  const spreadA = (k - 2) * A * math.sin(aa) + B * math.sin(ab) - math.sin(own) - (k - 2) * math.sin(other) - math.sin(last);
  const spreadB = m * A * math.sin(ab) - m * math.sin(fromB) - math.sin(ownB);
  return {
    loss: square + perTurn * terms.reduce((sum, term) => sum + term, 0),
    size: square + perTurn * terms.reduce((sum, term) => sum + Math.abs(term), 0),
    norms: m * A + B,
    gradient: [
      s1 / 2 + perTurn * ((spreadA * a) / A - (aa * (k - 2) * b + ab * d - own)),
      s1 / 2 + perTurn * ((spreadA * b) / A - (aa * (a + (k - 3) * b) + ab * d - other)),
      s2 / 2 + perTurn * ((spreadA * c) / A - (aa * (k - 2) * c + ab * e - last)),
      s1 / 2 + perTurn * ((spreadB * d) / B - (ab * (a + (k - 2) * b) - fromB)),
      s2 / 2 + perTurn * ((spreadB * e) / B - (ab * m * c - ownB)),
    ],
  };
}
