import { misuse } from "@overparam/kernels";
import { norm } from "../observe/norm.ts";
import type { Domain } from "./domain.ts";
import { tangential } from "./sphere-domain.ts";

/**
 * The ball ‖δ‖ ≤ ε. Projection: δ ← δ min(1, ε/‖δ‖). Free: ‖g‖ inside; on the boundary the tangential part where g points outwards, ‖g‖ where it points inwards.
 *
 * @param radius ε > 0
 * @throws Misuse for a radius that is not a positive number
 */
export function ballDomain(radius: number): Domain {
  if (!(radius > 0 && Number.isFinite(radius))) throw misuse("ballDomain", "the radius must be a positive number", radius);
  return {
    name: `the ball of radius ${radius}`,
    project(part) {
      const length = norm(part);
      if (length <= radius * onBoundary) return;
      const scale = radius / length;
      for (let k = 0; k < part.length; k++) part[k] = (part[k] as number) * scale;
    },
    free(part, gradient) {
      if (norm(part) * onBoundary < radius) return norm(gradient);
      const rest = tangential(part, gradient);
      return Number.isFinite(rest) ? rest : norm(gradient);
    },
  };
}

/** 1 and what the roundings of a projected point's norm can add. */
const onBoundary = 1 + 1e-14;
