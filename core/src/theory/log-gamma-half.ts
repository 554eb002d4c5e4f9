import type { Elementary } from "@overparam/kernels";

/** ln Γ(n/2) for n = 1, 2, …: exact products of halves below 30, Stirling's series above (relative error below 1e-15 there). */
export function logGammaHalf(math: Elementary, n: number): number {
  if (n < 30) {
    let product = n % 2 === 0 ? 1 : 1.772453850905516;
    for (let k = n - 2; k > 0; k -= 2) product *= k / 2;
    return math.log(product);
  }
  const z = n / 2;
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
  return (z - 0.5) * math.log(z) - z + 0.9189385332046727 + series;
}
