/** Product of a shape; NaN unless every length is a whole number ≥ 0 and the product is below 2^53. */
export function elementCount(shape: readonly number[]): number {
  let count = 1;
  for (const length of shape) {
    if (!Number.isInteger(length) || length < 0) return Number.NaN;
    count *= length;
  }
  return count <= Number.MAX_SAFE_INTEGER ? count : Number.NaN;
}
