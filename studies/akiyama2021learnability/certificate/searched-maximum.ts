import { type Engine, fold, rootKey, sphere, type SphereFunction, sphereMaximum, type SphereMaximum } from "@overparam/core";

/** Fixed directions that every search starts from, beside neurons and teachers. */
const scattered = 48;

/**
 * The largest η and the largest −η over the sphere: ascent from neurons, teachers, both their opposites, and directions scattered over the sphere (the same in every
 * search, so that a record depends on nothing but its state).
 *
 * In d = 1 the sphere is two points.
 *
 * @param neurons rows that need not be of unit length, [m,d]; rows of 0 are left out
 * @param climbs ascents each way
 */
export function searchedMaximum(
  engine: Engine,
  v: SphereFunction,
  neurons: Float64Array,
  teachers: Float64Array,
  climbs = 6,
): { readonly top: SphereMaximum; readonly bottom: SphereMaximum } {
  const d = v.inputs;
  const random = new Float64Array(scattered * d);
  sphere(engine.math, fold(rootKey("akiyama2021learnability", 0), "search"), d, random);
  const rows: number[] = [];
  for (const source of [teachers, neurons, random]) {
    for (let at = 0; at < source.length; at += d) {
      const row = source.subarray(at, at + d);
      let square = 0;
      for (const entry of row) square += entry * entry;
      const norm = Math.sqrt(square);
      if (norm === 0) continue;
      for (const side of source === random ? [1] : [1, -1]) for (const entry of row) rows.push((side * entry) / norm);
    }
  }
  const starts = Float64Array.from(rows);
  return { top: sphereMaximum(v, starts, { climbs }), bottom: sphereMaximum(v, starts, { sign: -1, climbs }) };
}
