import { misuse } from "@overparam/kernels";
import type { Domain } from "./domain.ts";

/**
 * The sphere ‖δ‖ = ε. Projection: δ ← ε δ/‖δ‖. Free: ‖g − ⟨g,δ⟩δ/ε²‖ where ⟨g,δ⟩ > 0, ∞ elsewhere: there the point would leave for the inside of the ball,
 * so that it is no maximum of the ball, and a minimum of the sphere satisfies the tangential condition, too.
 *
 * @param radius ε > 0
 * @throws Misuse for a radius that is not a positive number
 */
export function sphereDomain(radius: number): Domain {
  if (!(radius > 0 && Number.isFinite(radius))) throw misuse("sphereDomain", "the radius must be a positive number", radius);
  return {
    name: `the sphere of radius ${radius}`,
    project(part) {
      let square = 0;
      for (let k = 0; k < part.length; k++) square += (part[k] as number) * (part[k] as number);
      // The centre has no direction: any point of the sphere is nearest, so it goes along the first axis.
      if (square === 0) part[0] = radius;
      else {
        const scale = radius / Math.sqrt(square);
        for (let k = 0; k < part.length; k++) part[k] = (part[k] as number) * scale;
      }
    },
    free: (part, gradient) => tangential(part, gradient),
  };
}

/** ‖g − ⟨g,δ⟩δ/‖δ‖²‖, ∞ where ⟨g,δ⟩ ≤ 0. */
export function tangential(part: Float64Array, gradient: Float64Array): number {
  let along = 0;
  let own = 0;
  for (let k = 0; k < part.length; k++) {
    along += (part[k] as number) * (gradient[k] as number);
    own += (part[k] as number) * (part[k] as number);
  }
  if (!(along > 0)) return Number.POSITIVE_INFINITY;
  let square = 0;
  for (let k = 0; k < part.length; k++) {
    const rest = (gradient[k] as number) - (along / own) * (part[k] as number);
    square += rest * rest;
  }
  return Math.sqrt(square);
}
