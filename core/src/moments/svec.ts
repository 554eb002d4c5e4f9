/** √2, rounded to double. */
export const root2 = 1.4142135623730951;

/** Entries of a symmetric matrix that are independent. */
export function halfSize(n: number): number {
  return (n * (n + 1)) / 2;
}

/**
 * The upper triangle of a symmetric matrix by rows, entries off the diagonal times √2: svec(A)·svec(B) = ⟨A, B⟩.
 *
 * @param a [n,n] row-major; (a + aᵀ)/2 is taken
 */
export function svec(a: ArrayLike<number>, n: number): Float64Array {
  const out = new Float64Array(halfSize(n));
  let at = 0;
  for (let i = 0; i < n; i++) {
    out[at++] = a[i * n + i] as number;
    for (let j = i + 1; j < n; j++) out[at++] = (root2 * ((a[i * n + j] as number) + (a[j * n + i] as number))) / 2;
  }
  return out;
}

/** The symmetric matrix [n,n] of its {@link svec}. */
export function smat(half: ArrayLike<number>, n: number): Float64Array {
  const out = new Float64Array(n * n);
  let at = 0;
  for (let i = 0; i < n; i++) {
    out[i * n + i] = half[at++] as number;
    for (let j = i + 1; j < n; j++) {
      const entry = (half[at++] as number) / root2;
      out[i * n + j] = entry;
      out[j * n + i] = entry;
    }
  }
  return out;
}

/** svec(x xᵀ) of a vector, written to `out` from `at` on. */
export function svecSquare(x: ArrayLike<number>, from: number, n: number, out: Float64Array, at: number): void {
  let k = at;
  for (let i = 0; i < n; i++) {
    const xi = x[from + i] as number;
    out[k++] = xi * xi;
    const scaled = root2 * xi;
    for (let j = i + 1; j < n; j++) out[k++] = scaled * (x[from + j] as number);
  }
}
