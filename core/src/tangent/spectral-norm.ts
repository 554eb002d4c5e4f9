/**
 * The largest singular value of a [rows,columns], by powers of aᵀa; a lower bound that has converged to the relative tolerance a step.
 *
 * @cost 2 · rows · columns multiply-adds an iteration, at most 500
 */
export function spectralNorm(a: Float64Array, rows: number, columns: number, tolerance = 1e-6): number {
  // Not orthogonal to anything in particular: a ramp with a golden-ratio wobble.
  let v = Float64Array.from({ length: columns }, (_, j) => 1 + ((j * 0.6180339887498949) % 1));
  const u = new Float64Array(rows);
  let found = 0;
  for (let iteration = 0; iteration < 500; iteration++) {
    const size = length(v);
    if (size === 0) return 0;
    u.fill(0);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += (a[i * columns + j] as number) * (v[j] as number);
      u[i] = sum / size;
    }
    const next = length(u);
    v = new Float64Array(columns);
    for (let i = 0; i < rows; i++) {
      const by = u[i] as number;
      if (by === 0) continue;
      for (let j = 0; j < columns; j++) v[j] = (v[j] as number) + by * (a[i * columns + j] as number);
    }
    if (Math.abs(next - found) <= tolerance * next) return next;
    found = next;
  }
  return found;
}

function length(v: Float64Array): number {
  let sum = 0;
  for (const entry of v) sum += entry * entry;
  return Math.sqrt(sum);
}
