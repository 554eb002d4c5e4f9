/**
 * The derivative of φ at 0 by central differences at h and h/2, extrapolated, with an error bound that is not chosen by hand:
 * the change between the two steps bounds the truncation, and `rounding` (the error of one φ) over h the rest.
 */
export function derivative(phi: (t: number) => number, h: number, rounding: number): { value: number; error: number } {
  const wide = (phi(h) - phi(-h)) / (2 * h);
  const narrow = (phi(h / 2) - phi(-h / 2)) / h;
  return { value: (4 * narrow - wide) / 3, error: Math.abs(wide - narrow) + (4 * rounding) / h };
}

export const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

/** a + t b */
export const along = (a: Float64Array, t: number, b: Float64Array): Float64Array => a.map((value, i) => value + t * (b[i] as number));

/** Largest |a_i − b_i| over the largest |b_i|. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Math.abs((a[i] as number) - (b[i] as number)));
    size = Math.max(size, Math.abs(b[i] as number));
  }
  return size === 0 ? difference : difference / size;
}
