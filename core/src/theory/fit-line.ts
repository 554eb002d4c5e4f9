/** A least-squares line y ≈ intercept + slope · x. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Σ (y − fit)². */
  readonly squares: number;
  /** Σ (x − x̄)². */
  readonly spread: number;
  /** Standard error of the slope for independent errors of one variance; 0 with two points. */
  readonly error: number;
}

/**
 * Ordinary least squares on n ≥ 2 points, not all at one x; sums about the means, so that no digits cancel.
 *
 * @cost O(n)
 * @source Legendre 1805; Gauss 1809
 */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>): Line {
  const n = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += (x[i] as number) / n;
    meanY += (y[i] as number) / n;
  }
  let spread = 0;
  let product = 0;
  for (let i = 0; i < n; i++) {
    const dx = (x[i] as number) - meanX;
    spread += dx * dx;
    product += dx * ((y[i] as number) - meanY);
  }
  const slope = product / spread;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const rest = (y[i] as number) - meanY - slope * ((x[i] as number) - meanX);
    squares += rest * rest;
  }
  return { slope, intercept: meanY - slope * meanX, squares, spread, error: n > 2 ? Math.sqrt(squares / (n - 2) / spread) : 0 };
}
