/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Median with the narrowest symmetric interval of order statistics that covers the true median with probability ≥ level:
 * [x_(k), x_(n+1−k)] misses with probability 2 · P(Binomial(n, ½) < k). No assumption on the distribution.
 * With fewer than 6 values no such interval exists at 95 %, and the range of the values is returned.
 */
export function medianInterval(values, level = 0.95) {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  let term = 0.5 ** n; // P(Binomial = i)
  let below = 0; // P(Binomial < k)
  let k = 0;
  while (k < n / 2 && 2 * (below + term) <= 1 - level) {
    below += term;
    term *= (n - k) / (k + 1);
    k += 1;
  }
  const from = Math.max(k, 1) - 1;
  return { median: median(sorted), low: sorted[from], high: sorted[n - 1 - from] };
}

/** Largest |a − b| over the largest |b|. */
export function distance(a, b) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let size = 0;
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i] - b[i]);
    if (!(d <= difference)) difference = d; // keeps NaN
    size = Math.max(size, Math.abs(b[i]));
  }
  return size === 0 ? difference : difference / size;
}
