import { type Elementary, fold, type Key, sphere, uniform } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Labelled } from "./labelled.ts";

/** Patches carry the kind that makes a label positive within this angle of it, tan 30° squared compared without angles. */
const kindCosine = 0.9;

/**
 * n samples of a config's law: inputs of norm 1, labels ±1, some of them flipped.
 *
 * `circle`: sign of x_1 x_2, uniform on S¹, which is sign(sin 2θ). `sphere`: the same sign, uniform on S². `subspace`: the circle in a fixed plane of R^d. `patches`: P directions in the plane, positive
 * where at least one is within 26° of the first axis; a kind is planted in half of the samples, so that both labels are common.
 *
 * @param frame key of what all samples of a problem share (the plane of `subspace`)
 */
export function drawData(math: Elementary, key: Key, frame: Key, config: Config, n: number): Labelled {
  const { data, dimension, patches } = config;
  const y = new Float64Array(n);
  const u = new Float64Array(2 * n);
  uniform(fold(key, "flips"), u);
  const flip = (i: number): void => {
    if ((u[i] as number) < config.flips) y[i] = -(y[i] as number);
  };
  if (data === "patches") {
    const rows = new Float64Array(2 * n * patches);
    sphere(math, fold(key, "inputs"), 2, rows);
    const places = new Float64Array(n);
    uniform(fold(key, "places"), places);
    for (let i = 0; i < n; i++) {
      const own = rows.subarray(2 * i * patches, 2 * (i + 1) * patches);
      // No patch shows the kind by itself; half of the samples get it in one place.
      for (let p = 0; p < patches; p++) if ((own[2 * p] as number) > kindCosine) own[2 * p] = -(own[2 * p] as number);
      const positive = (u[n + i] as number) < 0.5;
      if (positive) {
        const place = Math.floor((places[i] as number) * patches);
        const tilt = 0.8 * ((places[i] as number) * patches - place - 0.5);
        const length = Math.sqrt(1 + tilt * tilt);
        own[2 * place] = 1 / length;
        own[2 * place + 1] = tilt / length;
      }
      y[i] = positive ? 1 : -1;
      flip(i);
    }
    return { rows, y, patches, inputs: 2 };
  }
  const q = data === "sphere" ? 3 : 2;
  const low = new Float64Array(n * q);
  sphere(math, fold(key, "inputs"), q, low);
  for (let i = 0; i < n; i++) {
    y[i] = (low[q * i] as number) * (low[q * i + 1] as number) > 0 ? 1 : -1;
    flip(i);
  }
  if (data !== "subspace") return { rows: low, y, patches: 1, inputs: q };
  const [e, f] = planeOf(math, frame, dimension);
  const rows = new Float64Array(n * dimension);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < dimension; k++) {
      rows[i * dimension + k] = (low[2 * i] as number) * (e[k] as number) + (low[2 * i + 1] as number) * (f[k] as number);
    }
  }
  return { rows, y, patches: 1, inputs: dimension };
}

/** Two orthonormal vectors of R^d in a random plane. */
function planeOf(math: Elementary, key: Key, d: number): readonly [Float64Array, Float64Array] {
  const pair = new Float64Array(2 * d);
  sphere(math, fold(key, "plane"), d, pair);
  const [e, f] = [pair.slice(0, d), pair.slice(d)];
  let along = 0;
  for (let k = 0; k < d; k++) along += (e[k] as number) * (f[k] as number);
  let square = 0;
  for (let k = 0; k < d; k++) {
    f[k] = (f[k] as number) - along * (e[k] as number);
    square += (f[k] as number) * (f[k] as number);
  }
  return [e, f.map((entry) => entry / Math.sqrt(square))];
}
