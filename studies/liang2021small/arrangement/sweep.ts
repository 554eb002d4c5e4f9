/** Rows with a shorter projection than this part of their length lie across the plane. */
const across = 1e-12;

/** What happens around the circle. Directions are unit vectors of the plane. */
export interface Sweep {
  /** Row k begins (or ends) to be active. */
  flip(k: number, enters: boolean): void;
  /** An arc between two neighbouring directions at which some row changes, in the order of the angle. */
  arc(from: readonly [number, number], to: readonly [number, number]): void;
}

interface Event {
  readonly at: number;
  readonly k: number;
  readonly enters: boolean;
  readonly x: number;
  readonly y: number;
}

/**
 * Walks once around the circle: calls `flip` for every row that is active at the start, then alternately `arc` and `flip`. Row k is active where x_k·u > 0.
 *
 * @param x [n,2]; rows of 0 (shorter than `across` times `lengths`) are never active
 * @returns the number of arcs
 * @cost O(n log n)
 */
export function sweep(x: Float64Array, lengths: Float64Array, { flip, arc }: Sweep): number {
  const events: Event[] = [];
  for (let k = 0; k < lengths.length; k++) {
    const [a, b] = [x[2 * k] as number, x[2 * k + 1] as number];
    const norm = Math.sqrt(a * a + b * b);
    if (!(norm > across * (lengths[k] as number))) continue;
    // Active from a right angle before its own direction to a right angle after.
    const [ux, uy] = [b / norm, -a / norm];
    events.push({ at: turn(ux, uy), k, enters: true, x: ux, y: uy }, { at: turn(-ux, -uy), k, enters: false, x: -ux, y: -uy });
  }
  events.sort((p, q) => p.at - q.at || p.k - q.k);
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return 0;
  // The middle of the arc that ends at the first event; half a circle where one row is all there is.
  let [mx, my] = [first.x + last.x, first.y + last.y];
  if (Math.abs(mx) + Math.abs(my) < 1e-8) [mx, my] = [first.y, -first.x];
  for (const { k, enters } of events) if (enters && (x[2 * k] as number) * mx + (x[2 * k + 1] as number) * my > 0) flip(k, true);
  let arcs = 0;
  let [px, py] = [last.x, last.y];
  let before = last.at;
  for (const { at, k, enters, x: ux, y: uy } of events) {
    if (at !== before || events.length === 2) {
      arc([px, py], [ux, uy]);
      arcs += 1;
    }
    flip(k, enters);
    [px, py, before] = [ux, uy, at];
  }
  return arcs;
}

/** A number that grows with the angle of (x, y), from 0 to 4, without any function that hosts compute differently. */
function turn(x: number, y: number): number {
  const part = y / (Math.abs(x) + Math.abs(y));
  if (x < 0) return 2 - part;
  return y < 0 ? 4 + part : part;
}

/** Is the direction v, of any length, inside the arc from `from` counter-clockwise to `to`, both unit vectors? */
export function inside(v: readonly [number, number], from: readonly [number, number], to: readonly [number, number]): boolean {
  const cross = (a: readonly [number, number], b: readonly [number, number]): number => a[0] * b[1] - a[1] * b[0];
  // Arcs are shorter than half a circle, or exactly that where one row is all there is.
  const [left, right] = [cross(from, v), cross(v, to)];
  if (left > 0 && right > 0) return true;
  return Math.abs(cross(from, to)) < 1e-15 && left > 0;
}
