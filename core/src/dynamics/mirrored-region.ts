import { misuse } from "@overparam/kernels";
import type { Constraint } from "./constraint.ts";

/** Sizes of the region around a mirrored start. */
export interface RegionSizes {
  readonly students: number;
  readonly inputs: number;
  /** ε > 0: how far each neuron may move. */
  readonly radius: number;
  /** ζ > 0: the least output weight of the first half. */
  readonly least: number;
}

/**
 * The region around a mirrored start in which the Jacobian keeps its rank: ‖w_j − w_j(0)‖ ≤ ε for every j, v_{j+m/2} = −v_j, v_j ≥ ζ for j ≤ m/2,
 * with no upper bound on v.
 *
 * Projection, exact and separable: w_j ← w_j(0) + (w_j − w_j(0)) min(1, ε/‖w_j − w_j(0)‖); a_j = max(ζ, (v_j − v_{j+m/2})/2), v_j ← a_j, v_{j+m/2} ← −a_j.
 * The scaled variables are W/ε and ε v: with one common scale either block stalls, as v grows like 1/ε.
 *
 * @param start θ(0) = W [m,d], then v [m]
 * @throws Misuse for an odd m, sizes that do not fit, ε or ζ that are not positive
 * @source Zhang, Zhang, Hong, Sun, Luo 2021 (the set); the scaling is this laboratory's
 */
export function mirroredRegion(start: Float64Array, { students, inputs, radius, least }: RegionSizes): Constraint {
  if (students % 2 !== 0) throw misuse("mirroredRegion", "students must be even", students);
  if (start.length !== students * (inputs + 1)) throw misuse("mirroredRegion", `θ(0) must have ${students * (inputs + 1)} entries`, start);
  if (!(radius > 0 && Number.isFinite(radius))) throw misuse("mirroredRegion", "the radius must be a positive number", radius);
  if (!(least > 0 && Number.isFinite(least))) throw misuse("mirroredRegion", "the least output weight must be a positive number", least);
  const half = students / 2;
  const at = students * inputs;
  const centre = start.slice(0, at);
  const scale = new Float64Array(start.length).fill(radius, 0, at).fill(1 / radius, at);
  return {
    scale,
    project(theta) {
      for (let j = 0; j < students; j++) {
        let square = 0;
        for (let k = j * inputs; k < (j + 1) * inputs; k++) {
          const moved = (theta[k] as number) - (centre[k] as number);
          square += moved * moved;
        }
        const distance = Math.sqrt(square);
        // A point on the sphere comes out of the products a few roundings off it, and must stay.
        if (distance <= radius * onSphere) continue;
        const shrink = radius / distance;
        for (let k = j * inputs; k < (j + 1) * inputs; k++) {
          theta[k] = (centre[k] as number) + shrink * ((theta[k] as number) - (centre[k] as number));
        }
      }
      for (let j = 0; j < half; j++) {
        const paired = Math.max(least, ((theta[at + j] as number) - (theta[at + half + j] as number)) / 2);
        theta[at + j] = paired;
        theta[at + half + j] = -paired;
      }
    },
  };
}

/** 1 and what the roundings of a projected point's distance can add, relative to entries of the size of the radius times 10⁴. */
const onSphere = 1 + 1e-11;
