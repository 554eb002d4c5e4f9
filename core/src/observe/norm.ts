/**
 * Euclidean norm √Σ x_i², scaled by the largest entry so that neither squares nor their sum overflow or vanish.
 *
 * @cost two passes
 */
export function norm(x: Float64Array): number {
  let largest = 0;
  for (const entry of x) {
    if (Number.isNaN(entry)) return Number.NaN;
    largest = Math.max(largest, Math.abs(entry));
  }
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  let sum = 0;
  for (const entry of x) sum += (entry / largest) * (entry / largest);
  return largest * Math.sqrt(sum);
}
