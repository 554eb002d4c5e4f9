import type { Engine } from "@overparam/kernels";
import type { Layout } from "../network/layout.ts";
import type { MomentFrame } from "./moment-frame.ts";
import { halfSize, svecSquare } from "./svec.ts";

/** Samples that are turned into products at a time: the memory of a stream does not grow with its length. */
const chunk = 1024;

/** Sums over samples, in one vector: how many; y'; y' ⊗ x'; and svec(x'x'ᵀ) against [1, svec(y'y'ᵀ), y' ⊗ x', svec(x'x'ᵀ)]. */
export function momentLayout({ inputs: d, rank: r }: MomentFrame): Layout {
  const half = halfSize(d);
  const width = 1 + halfSize(r) + r * d + half;
  return {
    blocks: [
      { name: "count", symbol: "n", shape: [1], offset: 0 },
      { name: "outputs", symbol: "Σy", shape: [r], offset: 1 },
      { name: "cross", symbol: "Σyxᵀ", shape: [r, d], offset: 1 + r },
      { name: "fourth", symbol: "Σsvec(xxᵀ)⊗…", shape: [half, width], offset: 1 + r + r * d },
    ],
    size: 1 + r + r * d + half * width,
  };
}

/**
 * Adds samples to the sums, in place: all that the moment learner needs, in one pass.
 *
 * @param x [n,d], y [n,m], in raw coordinates
 * @cost n·(d²/2)·(r²/2 + r d + d²/2) multiplications; memory of 1024 samples' products
 */
export function addMoments(engine: Engine, frame: MomentFrame, sums: Float64Array, x: Float64Array, y: Float64Array, n: number): void {
  const { inputs: d, outputs: m, rank: r } = frame;
  const { linear } = engine;
  const half = halfSize(d);
  const halfY = halfSize(r);
  const width = 1 + halfY + r * d + half;
  const fourth = sums.subarray(1 + r + r * d);
  const most = Math.min(chunk, n);
  const squares = new Float64Array(most * half);
  const features = new Float64Array(most * width);
  const [whole, wholeOut] = [new Float64Array(most * d), new Float64Array(most * r)];
  for (let from = 0; from < n; from += chunk) {
    const count = Math.min(chunk, n - from);
    const white = whole.subarray(0, count * d);
    linear.multiply(x.subarray(from * d, (from + count) * d), frame.x, white, { rows: count, inner: d, columns: d });
    const out = wholeOut.subarray(0, count * r);
    linear.multiply(y.subarray(from * m, (from + count) * m), frame.y, out, { rows: count, inner: m, columns: r, transposeB: true });
    for (let i = 0; i < count; i++) {
      svecSquare(white, i * d, d, squares, i * half);
      let at = i * width;
      features[at++] = 1;
      svecSquare(out, i * r, r, features, at);
      at += halfY;
      for (let a = 0; a < r; a++) {
        const ya = out[i * r + a] as number;
        sums[1 + a] = (sums[1 + a] as number) + ya;
        for (let b = 0; b < d; b++) features[at++] = ya * (white[i * d + b] as number);
      }
      for (let j = i * half; j < (i + 1) * half; j++) features[at++] = squares[j] as number;
    }
    linear.multiply(
      out,
      white,
      sums.subarray(1 + r, 1 + r + r * d),
      { rows: r, inner: count, columns: d, transposeA: true },
      { add: true },
    );
    linear.multiply(
      squares.subarray(0, count * half),
      features.subarray(0, count * width),
      fourth,
      { rows: half, inner: count, columns: width, transposeA: true },
      { add: true },
    );
  }
  sums[0] = (sums[0] as number) + n;
}
