import { misuse } from "@overparam/kernels";

/**
 * Wilson's interval of a fraction from a count: all p with |hits/of − p| ≤ z √(p(1−p)/of).
 *
 * Never empty and never outside [0, 1], also for 0 of n and n of n; its coverage is near the nominal one on average over p, not at least that for every p as
 * {@link fractionInterval} gives.
 *
 * @param hits whole, 0 to of
 * @param of whole, at least 1
 * @param z the normal quantile of the wanted level; the default is that of 95 %
 * @returns [low, high], to a few units in the last place
 * @throws Misuse for counts that are none
 * @source Wilson 1927
 */
export function wilsonInterval(hits: number, of: number, z = 1.959963984540054): readonly [number, number] {
  if (!(Number.isSafeInteger(of) && of >= 1 && Number.isSafeInteger(hits) && hits >= 0 && hits <= of)) {
    throw misuse("wilsonInterval", "hits must be a whole number from 0 to of, and of at least 1", `${hits} of ${of}`);
  }
  const square = z * z;
  const middle = (2 * hits + square) / (2 * (of + square));
  const half = (z * Math.sqrt(square + (4 * hits * (of - hits)) / of)) / (2 * (of + square));
  // The ends of 0 of n and n of n are 0 and 1; the difference of the two terms would leave a rounding.
  return [hits === 0 ? 0 : Math.max(0, middle - half), hits === of ? 1 : Math.min(1, middle + half)];
}
