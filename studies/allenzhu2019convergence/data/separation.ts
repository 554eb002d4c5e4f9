/** min ‖x_i − x_j‖ over pairs of the n rows of x, [n,d]. */
export function leastDistance(x: Float64Array, d: number): number {
  const n = x.length / d;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) least = Math.min(least, distance(x, i, j, d));
  }
  return least;
}

/** ‖x_i − x_j‖. */
export function distance(x: Float64Array, i: number, j: number, d: number): number {
  let square = 0;
  for (let k = 0; k < d; k++) {
    const apart = (x[i * d + k] as number) - (x[j * d + k] as number);
    square += apart * apart;
  }
  return Math.sqrt(square);
}
