import { type Engine, misuse } from "@overparam/kernels";
import { arcCosine } from "./arc-cosine.ts";

/** Covariance of a Gaussian pair (u, v): Var u = a, Var v = b, Cov = c, and their angle arccos c/√(ab), kept apart because it keeps its digits. */
export interface Covariance {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly angle: number;
}

/** Means over a Gaussian pair: E σ(u)², E σ(v)², E σ(u)σ(v) with its angle, and E σ'(u)σ'(v). */
export interface Dual {
  readonly values: Covariance;
  readonly slopes: number;
}

/** σ with closed forms of its Gaussian means. */
export type DualActivation = "relu" | "erf";

/** π/2 and π, rounded to double. */
const quarter = 1.5707963267948966;
const pi = 3.141592653589793;

/**
 * The dual of σ: relu by the arc-cosine functions, erf by the arcsine.
 *
 * E erf u erf v = (2/π) arcsin(2c/√((1+2a)(1+2b))), E erf' u erf' v = (4/π)/√((1+2a)(1+2b) − 4c²).
 *
 * @throws Misuse for an activation without a closed form
 * @source Cho, Saul 2009; Williams 1997
 */
export function dualOf(engine: Engine, activation: string): (pair: Covariance) => Dual {
  if (activation === "relu") {
    return ({ a, b, angle }) => {
      const { kappa0, kappa1, angle: next } = arcCosine(engine, angle);
      return { values: { a: a / 2, b: b / 2, c: ((Math.sqrt(a) * Math.sqrt(b)) / 2) * kappa1, angle: next }, slopes: kappa0 / 2 };
    };
  }
  if (activation === "erf") {
    const { math } = engine;
    const own = (a: number): number => math.atan2(2 * a, Math.sqrt(1 + 4 * a)) / quarter;
    return ({ a, b, c }) => {
      const rest = Math.sqrt(Math.max(1, (1 + 2 * a) * (1 + 2 * b) - 4 * c * c));
      return {
        // The angle is not used by erf, whose dual is smooth at its ends.
        values: { a: own(a), b: own(b), c: math.atan2(2 * c, rest) / quarter, angle: 0 },
        slopes: 4 / pi / rest,
      };
    };
  }
  throw misuse("dualOf", "the infinite-width kernel has closed forms for relu and erf", activation, "take the empirical kernel");
}
