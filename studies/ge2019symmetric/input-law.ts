import { type Engine, fold, type Key, misuse, normal, uniform } from "@overparam/core";
import type { Config } from "./config.ts";

/** Largest dimension whose cube is enumerated. */
const largestCube = 14;

/** Inputs [n,d] of a law; the same numbers for the same key. */
export function drawInputs(engine: Engine, law: Config["law"], key: Key, n: number, d: number): Float64Array {
  const x = new Float64Array(n * d);
  if (law === "gaussian") {
    normal(engine.math, key, x);
    return x;
  }
  if (law === "mixture") return mixture(engine, key, n, d);
  uniform(key, x);
  if (law === "cube") for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) < 0.5 ? -1 : 1;
  else if (law === "uniform") for (let i = 0; i < x.length; i++) x[i] = 2 * (x[i] as number) - 1;
  else {
    // −log of a number in (0, 1], with the sign of another bit of it.
    const magnitude = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      const twice = 2 * (x[i] as number);
      magnitude[i] = 1 - (twice >= 1 ? twice - 1 : twice);
    }
    engine.math.each("log", magnitude, magnitude);
    for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) < 0.5 ? (magnitude[i] as number) : -(magnitude[i] as number);
  }
  return x;
}

/** All 2^d points of the ±1 cube. */
export function cube(d: number): Float64Array {
  if (d > largestCube)
    throw misuse("ge2019symmetric", `a cube of at most ${largestCube} dimensions is enumerated`, d, "set enumerated = false");
  const n = 1 << d;
  return Float64Array.from({ length: n * d }, (_, at) => (((Math.floor(at / d) >> (at % d)) & 1) === 0 ? -1 : 1));
}

/** x and −x, one after the other. */
export function symmetrised(x: Float64Array): Float64Array {
  const out = new Float64Array(2 * x.length);
  out.set(x);
  out.set(
    x.map((entry) => 0 - entry),
    x.length,
  );
  return out;
}

/** ± a mixture of two clouds with skewed entries: c_j + (g² − 1)/2 + g/2. */
function mixture(engine: Engine, key: Key, n: number, d: number): Float64Array {
  const g = new Float64Array(n * d);
  normal(engine.math, fold(key, "cloud"), g);
  const centres = new Float64Array(2 * d);
  // The clouds stand where they stand, whatever batch is drawn.
  normal(engine.math, { words: [0x5eed, d] }, centres);
  const choice = new Float64Array(2 * n);
  uniform(fold(key, "choice"), choice);
  for (let i = 0; i < n; i++) {
    const from = (choice[2 * i] as number) < 0.3 ? 0 : d;
    const sign = (choice[2 * i + 1] as number) < 0.5 ? -1 : 1;
    for (let j = 0; j < d; j++) {
      const value = g[i * d + j] as number;
      g[i * d + j] = sign * ((centres[from + j] as number) + (value * value - 1) / 2 + value / 2);
    }
  }
  return g;
}
