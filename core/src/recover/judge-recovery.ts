import type { Certificate } from "./certificate.ts";
import type { LackOfFit } from "./lack-of-fit.ts";
import type { Finding } from "./recovery.ts";
import type { SearchState } from "./search.ts";

/** A weight counts as recovered to this relative error. */
const exactTo = 1e-8;
/** A neuron whose standard error is above this share of its norm is not told from its neighbours. */
const vague = 0.25;
/** Standard deviations above its mean under noise at which the certificate denies that a network is complete. */
const beyond = 4;
/** Level of the tests that may deny a network with noise. */
const level = 1e-4;

/**
 * Does the held-out mean square agree with that of the fit: within four standard errors of σ̂² (1 + p/n), both mean squares with the spread of
 * their own terms?
 */
export function agreement(kept: Float64Array, outside: Float64Array, p: number): boolean {
  const n = kept.length;
  const [fitMean, fitSpread] = squaresOf(kept);
  const [mean, spread] = squaresOf(outside);
  const free = Math.max(1, n - p);
  const expected = ((fitMean * n) / free) * (1 + p / n);
  const error = Math.sqrt(spread / outside.length + (fitSpread * n) / (free * free));
  return mean <= expected + 4 * error;
}

/** Mean and variance of the squares. */
function squaresOf(values: Float64Array): readonly [mean: number, variance: number] {
  let mean = 0;
  for (const value of values) mean += value * value;
  mean /= values.length;
  let spread = 0;
  for (const value of values) spread += (value * value - mean) * (value * value - mean);
  return [mean, spread / Math.max(1, values.length - 1)];
}

/** What a claim rests on. */
export interface RecoveryEvidence {
  readonly exact: boolean;
  readonly width: number;
  readonly most: number;
  readonly end: NonNullable<SearchState["end"]>;
  /** Largest standard error of a neuron as a share of its norm. */
  readonly worst: number;
  readonly oriented: { readonly unique: boolean; readonly extra: boolean; readonly pairs: number };
  readonly fit: LackOfFit | undefined;
  readonly certificate: Certificate | undefined;
  readonly agrees: boolean;
}

/** What may be claimed, and why not more. */
export function judgeRecovery({ exact, width, most, end, worst, oriented, fit, certificate, agrees }: RecoveryEvidence): Finding {
  const sides = oriented.extra
    ? "its linear part could be shared out among neurons in other ways"
    : oriented.unique
      ? undefined
      : "turning some neurons round gives the same function";
  if (exact) {
    if (sides !== undefined) return { verdict: "ambiguous", reason: `the function is exact, but ${sides}` };
    if (!(worst <= exactTo)) {
      return { verdict: "ambiguous", reason: "the function is exact, but neurons lie so close that rounding leaves their weights open" };
    }
    return { verdict: "exact", reason: "the error on held-out samples is that of rounding" };
  }
  if (width === 0) return { verdict: "none", reason: "no neuron is justified: the targets look like noise around 0" };
  if (width >= most) return { verdict: "none", reason: "the error was still falling at the largest width that was tried" };
  if (end !== "twice the same") return { verdict: "none", reason: "no two starts ended in the same network" };
  if (!agrees) return { verdict: "none", reason: "the error on held-out samples is larger than the fit's allows" };
  if (fit !== undefined && !(fit.p >= level)) {
    return { verdict: "none", reason: "what is left over is no noise: it depends on the inputs in a way that no such network has" };
  }
  if (certificate !== undefined && certificate.value > certificate.expected + beyond * certificate.spread) {
    return { verdict: "ambiguous", reason: "what is left over still correlates with a further neuron, which the samples do not determine" };
  }
  if (sides !== undefined) return { verdict: "ambiguous", reason: `the function is known up to noise, but ${sides}` };
  if (!(worst <= vague)) return { verdict: "ambiguous", reason: "the noise is too large to tell some neurons from others" };
  return { verdict: "noisy", reason: "the network was found twice, and what it leaves over looks like noise, on held-out samples too" };
}
