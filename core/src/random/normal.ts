import type { Elementary } from "@overparam/kernels";
import type { Key } from "./key.ts";
import { uniform } from "./uniform.ts";

/** 2π, rounded to double. */
const turn = 6.283185307179586;
/** Pairs made at a time, so that scratch stays in cache. */
const chunk = 4096;

/**
 * Fills `out` with independent standard normal numbers, N(0, 1); asking for more gives the same beginning.
 *
 * z_{2p} = √(−2 ln(1 − u)) cos 2πv, z_{2p+1} = √(−2 ln(1 − u)) sin 2πv with u, v the uniform numbers 2p and 2p + 1 of the key.
 *
 * @range |z| ≤ 8.58
 * @cost one block, half a log and half a sine and cosine a number
 * @source Box, Muller 1958
 */
export function normal(math: Elementary, key: Key, out: Float64Array): void {
  const pairs = Math.ceil(out.length / 2);
  const u = new Float64Array(2 * pairs);
  uniform(key, u);
  const radius = new Float64Array(Math.min(chunk, pairs));
  const angle = new Float64Array(radius.length);
  const wave = new Float64Array(radius.length);
  for (let from = 0; from < pairs; from += chunk) {
    const count = Math.min(chunk, pairs - from);
    const r = radius.subarray(0, count);
    const a = angle.subarray(0, count);
    const w = wave.subarray(0, count);
    for (let p = 0; p < count; p++) {
      r[p] = 1 - (u[2 * (from + p)] as number);
      a[p] = turn * (u[2 * (from + p) + 1] as number);
    }
    math.each("log", r, r);
    for (let p = 0; p < count; p++) r[p] = Math.sqrt(-2 * (r[p] as number));
    math.each("cos", a, w);
    for (let p = 0; p < count; p++) out[2 * (from + p)] = (r[p] as number) * (w[p] as number);
    math.each("sin", a, w);
    // A write one past an odd end is dropped by the typed array.
    for (let p = 0; p < count; p++) out[2 * (from + p) + 1] = (r[p] as number) * (w[p] as number);
  }
}
