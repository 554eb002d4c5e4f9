/**
 * A quantile of ascending numbers, by linear interpolation between neighbours (type 7 of Hyndman and Fan 1996, as numpy's default).
 *
 * @param ascending at least one number
 * @param at from 0 to 1
 */
export function quantile(ascending: readonly number[], at: number): number {
  const place = (ascending.length - 1) * at;
  const below = Math.floor(place);
  const part = place - below;
  const low = ascending[below] as number;
  const high = ascending[Math.min(ascending.length - 1, below + 1)] as number;
  // Equal neighbours first: the difference of two infinities is no number.
  if (low === high || part === 0) return low;
  // Nothing lies between a number and an infinity: the nearer of the two.
  if (!Number.isFinite(low) || !Number.isFinite(high)) return part < 0.5 ? low : high;
  const gap = high - low;
  // The difference of two large numbers may overflow.
  return Number.isFinite(gap) ? Math.min(high, low + gap * part) : low * (1 - part) + high * part;
}
