import { type Engine, fold, type Key } from "@overparam/core";
import type { Config } from "./config.ts";
import { drawInputs, symmetrised } from "./input-law.ts";

/** A symmetric sample [2·pairs, d] of a law. */
export function symmetricSample(engine: Engine, law: Config["law"], key: Key, pairs: number, d: number): Float64Array {
  return symmetrised(drawInputs(engine, law, fold(key, "x"), pairs, d));
}

/** E[xxᵀ] [d,d] of a sample. */
export function secondMoment(engine: Engine, x: Float64Array, d: number): Float64Array {
  const n = x.length / d;
  const out = new Float64Array(d * d);
  engine.linear.multiply(x, x, out, { rows: d, inner: n, columns: d, transposeA: true }, { scale: 1 / n });
  return out;
}

/** The solution of C w = b, C symmetric positive. */
export function solved(engine: Engine, c: Float64Array, b: Float64Array): Float64Array {
  const d = b.length;
  const factor = new Float64Array(d * d);
  engine.linear.cholesky(c, d, factor);
  const out = b.slice();
  engine.linear.choleskySolve(factor, d, out);
  return out;
}

/** E[weight x xᵀ] [d,d] of a sample, one weight a row. */
export function weightedMoment(engine: Engine, x: Float64Array, weight: Float64Array, d: number): Float64Array {
  const n = weight.length;
  const scaled = x.map((entry, at) => entry * (weight[Math.floor(at / d)] as number));
  const out = new Float64Array(d * d);
  engine.linear.multiply(scaled, x, out, { rows: d, inner: n, columns: d, transposeA: true }, { scale: 1 / n });
  return out;
}
