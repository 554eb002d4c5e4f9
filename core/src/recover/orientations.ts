import type { Engine } from "@overparam/kernels";

/** Which ways the neurons of a ReLU network may point, given its even part and its linear part. */
export interface Orientations {
  /** ε of the smallest ‖ℓ − Σ_k ε_k b_k‖, [m], each 1 or −1. */
  readonly best: Float64Array;
  readonly distance: number;
  /** The second smallest; ∞ where only one choice was looked at because the b_k are independent. */
  readonly second: Float64Array | undefined;
  readonly secondDistance: number;
  /** β of ℓ ≈ Σ_k β_k b_k by least squares, [m]. */
  readonly coefficients: Float64Array;
  /** False where not every choice was looked at. */
  readonly complete: boolean;
}

/** Above this many neurons choices are not enumerated. */
const most = 16;

/**
 * relu(v·x) = ½ (|v·x| + v·x), so a ReLU network Σ_k a_k relu(w_k·x) is the even function Σ_k ½ a_k |w_k·x| plus the linear one ℓ·x with
 * ℓ = Σ_k ε_k b_k, b_k = ½ a_k w_k with w_k turned either way. Turning a set S of neurons round changes ℓ by twice ±Σ_S b_k: two networks are
 * one function exactly where such a sum vanishes, which independent b_k exclude.
 *
 * @param terms b, [m,d] row-major
 * @param target ℓ, [d]
 * @cost 2^m·d for m ≤ 16 in the order of a Gray code; one least-squares problem above
 */
export function orientations(engine: Engine, terms: Float64Array, target: Float64Array): Orientations {
  const d = target.length;
  const m = d === 0 ? 0 : terms.length / d;
  const coefficients = new Float64Array(m);
  if (m > 0) {
    const columns = new Float64Array(d * m);
    for (let k = 0; k < m; k++) for (let j = 0; j < d; j++) columns[j * m + k] = terms[k * d + j] as number;
    engine.linear.leastSquares(columns, target, d, m, coefficients);
  }
  const rounded = coefficients.map((beta) => (beta < 0 ? -1 : 1));
  if (m > most) {
    const distance = distanceOf(terms, target, rounded);
    return { best: rounded, distance, second: undefined, secondDistance: Number.POSITIVE_INFINITY, coefficients, complete: false };
  }
  const signs = new Float64Array(m).fill(1);
  const rest = target.slice();
  for (let k = 0; k < m; k++) for (let j = 0; j < d; j++) rest[j] = (rest[j] as number) - (terms[k * d + j] as number);
  let best = { signs: signs.slice(), square: squareOf(rest) };
  let second: typeof best | undefined;
  for (let step = 1; step < 1 << m; step++) {
    // Gray code: the lowest set bit of the step is the neuron that turns.
    const k = 31 - Math.clz32(step & -step);
    const sign = -(signs[k] as number);
    signs[k] = sign;
    for (let j = 0; j < d; j++) rest[j] = (rest[j] as number) - 2 * sign * (terms[k * d + j] as number);
    const square = squareOf(rest);
    if (square < best.square) {
      second = best;
      best = { signs: signs.slice(), square };
    } else if (second === undefined || square < second.square) second = { signs: signs.slice(), square };
  }
  return {
    best: best.signs,
    distance: distanceOf(terms, target, best.signs),
    second: second?.signs,
    secondDistance: second === undefined ? Number.POSITIVE_INFINITY : distanceOf(terms, target, second.signs),
    coefficients,
    complete: true,
  };
}

function squareOf(v: Float64Array): number {
  let sum = 0;
  for (const entry of v) sum += entry * entry;
  return sum;
}

/** Computed afresh: the running difference of a Gray code carries the rounding of every step before. */
function distanceOf(terms: Float64Array, target: Float64Array, signs: Float64Array): number {
  const d = target.length;
  const rest = target.slice();
  for (let k = 0; k < signs.length; k++) {
    for (let j = 0; j < d; j++) rest[j] = (rest[j] as number) - (signs[k] as number) * (terms[k * d + j] as number);
  }
  return Math.sqrt(squareOf(rest));
}
