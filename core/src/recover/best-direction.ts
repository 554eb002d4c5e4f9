import type { Activation, Engine } from "@overparam/kernels";
import type { Key } from "../random/key.ts";
import { sphere } from "../random/sphere.ts";
import { eachBlock, type Rows } from "./rows.ts";

/** A direction u on the sphere at which the residual correlates most with σ(u·x). */
export interface BestDirection {
  /** u, unit, [d]. */
  readonly direction: Float64Array;
  /** (1/n) Σ_i e_i σ(u·x_i): the certificate of the sparse problem times λ, with its sign. */
  readonly correlation: number;
}

const starts = 48;
const ascents = 40;

/**
 * A local maximum over the sphere of |c(u)|, c(u) = (1/n) Σ_i e_i σ(u·x_i): where a further neuron lowers the squares most.
 *
 * Ascent from 48 random directions at once by the fixed point u ← (±∇c(u) + ½ ‖∇c(u)‖ u) normalised; the best is kept. No global maximum is
 * guaranteed.
 *
 * @param errors e, [n]
 * @cost 40 · 4 · n · 48 · d operations
 */
export function bestDirection(engine: Engine, activation: Activation, rows: Rows, errors: Float64Array, key: Key): BestDirection {
  const { inputs: d } = rows;
  const n = errors.length;
  const u = new Float64Array(starts * d);
  sphere(engine.math, key, d, u);
  const slopes = new Float64Array(starts * d);
  const values = new Float64Array(starts);
  const side = new Float64Array(starts);
  for (let ascent = 0; ascent <= ascents; ascent++) {
    slopes.fill(0);
    eachBlock(rows, 4096, (from, count, x) => {
      const z = new Float64Array(count * starts);
      engine.linear.multiply(x, u, z, { rows: count, inner: d, columns: starts, transposeB: true });
      for (let i = 0; i < count; i++) {
        const error = (errors[from + i] as number) / n;
        for (let s = 0; s < starts; s++) {
          const pre = z[i * starts + s] as number;
          z[i * starts + s] = pre > 0 ? error : activation === "abs" ? -error : 0;
        }
      }
      engine.linear.multiply(z, x, slopes, { rows: starts, inner: count, columns: d, transposeA: true }, { add: true });
    });
    for (let s = 0; s < starts; s++) {
      let value = 0;
      let size = 0;
      for (let j = 0; j < d; j++) {
        const slope = slopes[s * d + j] as number;
        value += slope * (u[s * d + j] as number);
        size += slope * slope;
      }
      values[s] = value;
      if (ascent === 0) side[s] = value < 0 ? -1 : 1;
      if (ascent === ascents) continue;
      size = Math.sqrt(size);
      let length = 0;
      for (let j = 0; j < d; j++) {
        const entry = (side[s] as number) * (slopes[s * d + j] as number) + 0.5 * size * (u[s * d + j] as number);
        u[s * d + j] = entry;
        length += entry * entry;
      }
      length = Math.sqrt(length);
      for (let j = 0; j < d && length > 0; j++) u[s * d + j] = (u[s * d + j] as number) / length;
    }
  }
  let best = 0;
  for (let s = 1; s < starts; s++) if (Math.abs(values[s] as number) > Math.abs(values[best] as number)) best = s;
  return { direction: u.slice(best * d, best * d + d), correlation: values[best] as number };
}
