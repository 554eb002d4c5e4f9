/**
 * How far a paced run may be after some seconds: iterations grow tenfold every `pace` seconds, so that every decade of a log axis takes as long.
 *
 * @param start iteration at which the pacing began
 * @param seconds time since then
 * @param pace seconds a decade; 0 sets no limit
 */
export function paced(start: number, seconds: number, pace: number): number {
  if (!(pace > 0)) return Number.POSITIVE_INFINITY;
  return Math.floor((start + 10) * 10 ** (seconds / pace) - 10);
}
