/** Two parallel paths under the linear rule; 1 is the loser, 2 the winner. */
export interface TwoPathFlow {
  readonly edges1: number;
  readonly mu1: number;
  readonly mu2: number;
  readonly decay: number;
  readonly growth: number;
  readonly forward: number;
  readonly backward: number;
}

/** A root with a bound of its rounding. */
export interface Rate {
  readonly rho: number;
  readonly rounding: number;
}

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * The factor ρ by which the losing share shrinks a step: the root in (D' + max(a, b), 1) of
 *
 * (ρ − D' − a)(ρ − D' − b) = a b μ_1² ρ^{−2(n_1 − 1)},  a = (1 − D')F/(F + B μ_2),  b = (1 − D')B/(B + F μ_2),  D' = D/r.
 *
 * Left less right is negative at the lower end, increases, and is a b (μ_2² − μ_1²) > 0 at 1. Bisection to the last bit; the rounding is that of the
 * function over its slope.
 *
 * @source derived by the laboratory: the linearisation of the two-path flow about the winner
 */
export function deathRate({ edges1, mu1, mu2, decay, growth, forward, backward }: TwoPathFlow): Rate {
  const left = decay / growth;
  const a = ((1 - left) * forward) / (forward + backward * mu2);
  const b = ((1 - left) * backward) / (backward + forward * mu2);
  const right = (rho: number): number => {
    let value = a * b * mu1 * mu1;
    for (let i = 1; i < edges1; i++) value /= rho * rho;
    return value;
  };
  const excess = (rho: number): number => (rho - left - a) * (rho - left - b) - right(rho);
  let low = left + Math.max(a, b);
  let high = 1;
  for (let halving = 0; halving < 200 && low < high; halving++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  const rho = high;
  const slope = rho - left - a + (rho - left - b) + (2 * (edges1 - 1) * right(rho)) / rho;
  // Each factor is off by a few units of 1 roundoff, the power by 2n.
  const error = 8 * unit * (rho - left - a + rho - left - b) + (4 * edges1 + 8) * unit * right(rho);
  return { rho, rounding: error / slope + 2 * unit };
}
