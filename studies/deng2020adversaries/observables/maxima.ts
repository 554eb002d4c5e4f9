import type { Engine, Moment, Observable } from "@overparam/core";
import { type AscentProblem, ascentOf } from "../problem.ts";
import { allSettled } from "./starts.ts";

/** Starts whose directions have at least this cosine, and whose residuals have one sign, are at one point. */
const near = 0.9;

/**
 * The distinct points at which starts settled, [points, 4] row-major: margin of the second-order condition, residual, tangent Hessian's largest eigenvalue, starts.
 *
 * The margin is (λ_max(P ∇²ℓ P) − ν)/|ν| on the tangent space, ν = ⟨g,δ⟩/ε²: below 0 the point is a local maximum of the sphere, where −1 is a linear function's.
 * Undefined until all starts have settled.
 */
export const maxima: Observable = {
  id: "maxima",
  symbol: "(\\lambda_{\\max}(P\\nabla^2\\ell P)-\\nu)/|\\nu|",
  unit: "",
  axes: ["point", "margin, residual, curvature, starts"],
  says: "distinct points at which starts settled, with their second-order margin",
  measure(moment: Moment) {
    const own = ascentOf(moment.problem);
    if (own === undefined || !allSettled(moment)) return undefined;
    const d = own.x.length;
    const { theta } = moment.state;
    const found: { readonly delta: Float64Array; readonly residual: number; starts: number }[] = [];
    for (let s = 0; s < theta.length / d; s++) {
      const delta = theta.subarray(s * d, (s + 1) * d);
      const residual = own.network.value(delta.map((entry, k) => entry + (own.x[k] as number))) - own.y;
      const same = found.find((other) => other.residual * residual > 0 && cosine(other.delta, delta) >= near);
      if (same === undefined) found.push({ delta, residual, starts: 1 });
      else same.starts += 1;
    }
    return Float64Array.from(
      found.flatMap(({ delta, residual, starts }) => {
        const { margin, curvature } = secondOrder(moment.engine, own, delta);
        return [margin, residual, curvature, starts];
      }),
    );
  },
};

function cosine(u: Float64Array, v: Float64Array): number {
  let [uv, uu, vv] = [0, 0, 0];
  for (let k = 0; k < u.length; k++) {
    uv += (u[k] as number) * (v[k] as number);
    uu += (u[k] as number) * (u[k] as number);
    vv += (v[k] as number) * (v[k] as number);
  }
  return uv / Math.sqrt(uu * vv);
}

function secondOrder(
  engine: Engine,
  { truth }: AscentProblem,
  delta: Float64Array,
): { readonly margin: number; readonly curvature: number } {
  const d = delta.length;
  const gradient = new Float64Array(d);
  truth.gradient(delta, gradient);
  const hessian = new Float64Array(d * d);
  truth.hessian?.(delta, hessian);
  let own = 0;
  let push = 0;
  let size = 0;
  for (let k = 0; k < d; k++) {
    own += (delta[k] as number) * (delta[k] as number);
    push += (delta[k] as number) * (gradient[k] as number);
  }
  for (const entry of hessian) size += entry * entry;
  const product = new Float64Array(d);
  let along = 0;
  for (let i = 0; i < d; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (hessian[i * d + j] as number) * (delta[j] as number);
    product[i] = sum;
    along += sum * (delta[i] as number);
  }
  // P H P, and the direction of δ itself pushed below every tangent one.
  const below = 2 * Math.sqrt(size) + 1;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const [di, dj] = [delta[i] as number, delta[j] as number];
      const inner = di * (product[j] as number) + (product[i] as number) * dj - (along / own) * di * dj;
      hessian[i * d + j] = (hessian[i * d + j] as number) - inner / own - (below * di * dj) / own;
    }
  }
  const largest = new Float64Array(1);
  engine.linear.eigenExtreme(hessian, d, { count: 1, end: "largest" }, largest);
  const curvature = largest[0] as number;
  const outward = push / own;
  return { margin: (curvature - outward) / Math.abs(outward), curvature };
}
