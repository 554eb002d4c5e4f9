/**
 * r* = (λ_l^{n_l − 1}/λ_s^{n_s − 1})^{1/(n_l − n_s)}: below it the long clean path wins, above it the short leaky one. By bisection on r^{n_l − n_s}.
 *
 * @param short n_s edges with inner passage λ_s
 * @param long n_l > n_s edges with inner passage λ_l
 * @source derived by the laboratory
 */
export function crossover(
  short: { readonly edges: number; readonly passage: number },
  long: { readonly edges: number; readonly passage: number },
): number {
  const power = (x: number, n: number): number => {
    let out = 1;
    for (let i = 0; i < n; i++) out *= x;
    return out;
  };
  const ratio = power(long.passage, long.edges - 1) / power(short.passage, short.edges - 1);
  let [low, high] = [0, Math.max(2, 2 * ratio)];
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2;
    if (power(middle, long.edges - short.edges) < ratio) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
