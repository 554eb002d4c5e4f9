/**
 * Holm's step-down adjustment: p̃_(i) = max_{j ≤ i} min(1, (n − j + 1) p_(j)), in the order given.
 *
 * Rejecting where p̃ ≤ α keeps the probability of any false rejection at or below α, whatever the dependence.
 *
 * @param pValues n numbers in [0, 1]
 * @source Holm 1979
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p || a.index - b.index);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 0;
  order.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = least;
  });
  return adjusted;
}
