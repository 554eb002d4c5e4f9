import { misuse } from "@overparam/kernels";
import type { SphereFunction } from "./sphere-function.ts";

/** Where a function on the sphere was found to be largest. */
export interface SphereMaximum {
  readonly value: number;
  /** Unit vector, [d]. */
  readonly at: Float64Array;
  /** How many of the climbs ended within 10⁻⁶ of the value. */
  readonly hits: number;
}

/** A climb ends where the slope along the sphere is below this part of the function's size: its value is then right to the square of it. */
const flat = 1e-8;
const mostSteps = 300;

/**
 * The largest value of ± v found on the sphere, by gradient ascent from the best of many starts: a lower bound of the maximum, and the maximum itself when one of
 * the starts lies in its basin.
 *
 * @param starts [p,d] row-major, unit vectors
 * @param sign −1 looks for the largest −v; its value is that of −v
 * @param climbs from how many starts to ascend, the best first; 8 by default
 * @cost one batch of p values, then tens of gradients a climb
 * @throws Misuse without a whole start
 */
export function sphereMaximum(
  v: SphereFunction,
  starts: Float64Array,
  options: { readonly sign?: 1 | -1; readonly climbs?: number } = {},
): SphereMaximum {
  const { inputs: d } = v;
  const { sign = 1, climbs = 8 } = options;
  const count = starts.length / d;
  if (!(Number.isSafeInteger(count) && count >= 1)) throw misuse("sphereMaximum", `starts must hold whole rows of ${d} entries`, starts);
  const values = new Float64Array(count);
  v.values(starts, values);
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => sign * ((values[b] as number) - (values[a] as number)) || a - b);
  const ends = order.slice(0, climbs).map((i) => climb(v, starts.slice(i * d, (i + 1) * d), sign));
  const best = ends.reduce((a, b) => (b.value > a.value ? b : a));
  const near = 1e-6 * Math.max(Math.abs(best.value), Number.MIN_VALUE);
  return { ...best, hits: ends.filter(({ value }) => value >= best.value - near).length };
}

/** Ascent along the sphere with a step that grows while it helps and shrinks where it does not. */
function climb(v: SphereFunction, from: Float64Array, sign: 1 | -1): { readonly value: number; readonly at: Float64Array } {
  const d = from.length;
  let at: Float64Array = from;
  let slope: Float64Array = new Float64Array(d);
  let value = sign * v.gradient(at, slope);
  let step = 1;
  let tried: Float64Array = new Float64Array(d);
  let other: Float64Array = new Float64Array(d);
  for (let taken = 0; taken < mostSteps; taken++) {
    // Tangential part of sign · ∇, in units of the size of the gradient, so that step 1 is a turn of the order of a radian.
    const along = sign * value;
    let size = 0;
    let tangent = 0;
    for (let k = 0; k < d; k++) {
      const entry = slope[k] as number;
      size += entry * entry;
      const part = entry - along * (at[k] as number);
      tangent += part * part;
    }
    size = Math.sqrt(size);
    if (!(Math.sqrt(tangent) > flat * size)) break;
    let square = 0;
    for (let k = 0; k < d; k++) {
      const part = (slope[k] as number) - along * (at[k] as number);
      tried[k] = (at[k] as number) + (step * sign * part) / size;
      square += (tried[k] as number) * (tried[k] as number);
    }
    const length = Math.sqrt(square);
    for (let k = 0; k < d; k++) tried[k] = (tried[k] as number) / length;
    const reached = sign * v.gradient(tried, other);
    if (reached > value) {
      [at, tried] = [tried, at === from ? new Float64Array(d) : at];
      [slope, other] = [other, slope];
      value = reached;
      step *= 1.6;
    } else {
      step /= 4;
      if (step < 1e-16) break;
    }
  }
  return { value, at };
}
