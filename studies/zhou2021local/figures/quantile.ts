/** The q-quantile of numbers, 0 ≤ q ≤ 1, interpolated between order statistics (Hyndman, Fan 1996, type 7); NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  return below === undefined || above === undefined ? Number.NaN : below + (at - Math.floor(at)) * (above - below);
}
