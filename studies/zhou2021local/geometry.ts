/** Euclidean norms of the rows of a [n,d] matrix. */
export function rowNorms(rows: Float64Array, d: number): Float64Array {
  const norms = new Float64Array(rows.length / d);
  for (let i = 0; i < norms.length; i++) norms[i] = Math.sqrt(rowDot(rows, i, rows, i, d));
  return norms;
}

/** Inner product of row i of a and row j of b, both of d columns. */
export function rowDot(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += (a[i * d + k] as number) * (b[j * d + k] as number);
  return sum;
}
