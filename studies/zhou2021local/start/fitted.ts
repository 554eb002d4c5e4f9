import type { Engine, Teacher } from "@overparam/core";
import { rowNorms } from "../geometry.ts";
import { bestMasses } from "./masses.ts";

/**
 * Gives directions their best masses: w'_i = √(z_i / ‖w_i‖) w_i, so that ‖w'_i‖ |w'_i·x| = z_i |w_i·x|.
 *
 * Non-negative least squares leaves many masses exactly 0; those students stay at 0, have no direction and never move.
 *
 * @param directions [m,d] row-major; overwritten and returned
 * @source zhou2021local, Initialisations 1 and 2
 */
export function fittedStart(engine: Engine, directions: Float64Array, teacher: Teacher, d: number): Float64Array {
  const { masses } = bestMasses(engine, "abs", directions, teacher, d);
  const norms = rowNorms(directions, d);
  for (let i = 0; i < masses.length; i++) {
    const factor = Math.sqrt((masses[i] as number) / (norms[i] as number));
    for (let k = i * d; k < (i + 1) * d; k++) directions[k] = (directions[k] as number) * factor;
  }
  return directions;
}
