import { type Elementary, fold, type Key, misuse, sphere } from "@overparam/core";
import { distance } from "./separation.ts";

/** √½, the bias coordinate. */
const bias = Math.sqrt(0.5);
const tries = 2000;

/**
 * Unit inputs with last coordinate 1/√2, at random and at least δ apart; the first two exactly δ.
 *
 * @returns x [n,d]
 * @throws Misuse where so many points so far apart are not found
 */
export function drawInputs(math: Elementary, key: Key, n: number, d: number, separation: number): Float64Array {
  const x = new Float64Array(n * d);
  const put = (row: number, u: Float64Array): void => {
    for (let k = 0; k < d - 1; k++) x[row * d + k] = bias * (u[k] as number);
    x[row * d + d - 1] = bias;
  };
  const draw = (name: string, attempt: number): Float64Array => {
    const u = new Float64Array(d - 1);
    sphere(math, fold(fold(key, name), attempt), d - 1, u);
    return u;
  };
  const first = draw("input 0", 0);
  put(0, first);
  for (let row = 1; row < n; row++) {
    let found = false;
    for (let attempt = 0; attempt < tries && !found; attempt++) {
      const u = draw(`input ${row}`, attempt);
      // Chords of the sphere of u are √2 times those of x: 2 sin(α/2) = √2 δ.
      put(row, row === 1 ? turned(first, u, separation * bias) : u);
      found = true;
      for (let other = row === 1 ? 1 : 0; other < row && found; other++) found = distance(x, row, other, d) >= separation;
    }
    if (!found) {
      throw misuse(
        "allenzhu2019convergence: separation",
        `${n} inputs in ${d} dimensions must be ${separation} apart; after ${row} no further one was found`,
        separation,
        "lower separation or samples, or raise inputs",
      );
    }
  }
  return x;
}

/** The unit vector at the angle α from a towards b, sin(α/2) given. */
function turned(a: Float64Array, b: Float64Array, sineOfHalf: number): Float64Array {
  const cosine = 1 - 2 * sineOfHalf * sineOfHalf;
  const sine = 2 * sineOfHalf * Math.sqrt(Math.max(0, 1 - sineOfHalf * sineOfHalf));
  let along = 0;
  for (let k = 0; k < a.length; k++) along += (a[k] as number) * (b[k] as number);
  const side = b.map((value, k) => value - along * (a[k] as number));
  let square = 0;
  for (const value of side) square += value * value;
  const scale = square === 0 ? 0 : sine / Math.sqrt(square);
  return a.map((value, k) => cosine * value + scale * (side[k] as number));
}
