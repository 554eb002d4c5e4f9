import type { Engine } from "../../src/engine.ts";

/** Sizes at which blocks, tiles and strips of dense matrices end, begin and are missed by one. */
export const denseSizes = [1, 2, 3, 5, 7, 31, 32, 33, 65, 119, 120, 121, 127, 128, 129, 250];

/** Shapes n by p: square, tall and wide, at the edges of blocks. */
export const denseShapes = [
  [1, 1],
  [2, 2],
  [2, 1],
  [1, 2],
  [3, 3],
  [5, 3],
  [3, 5],
  [32, 32],
  [33, 32],
  [32, 33],
  [65, 65],
  [129, 7],
  [7, 129],
  [150, 97],
] as const;

/** The engine's product as a function. */
export function multiplier(engine: () => Engine) {
  return (
    a: Float64Array,
    b: Float64Array,
    rows: number,
    inner: number,
    columns: number,
    transposeA = false,
    transposeB = false,
  ): Float64Array => {
    const out = new Float64Array(rows * columns);
    engine().linear.multiply(a, b, out, { rows, inner, columns, transposeA, transposeB });
    return out;
  };
}

/** The product by its definition. */
export function plainProduct(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += (a[i * inner + k] as number) * (b[k * columns + j] as number);
      out[i * columns + j] = sum;
    }
  }
  return out;
}

export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, i) => a[(i % rows) * columns + Math.floor(i / rows)] as number);
}

/** The largest magnitude of an entry. */
export function largest(a: Float64Array): number {
  return a.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}
