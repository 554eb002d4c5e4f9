import { match, type Observable } from "@overparam/core";
import { rowNorms } from "../geometry.ts";
import type { ZhouProblem } from "../problem.ts";
import { nearestHalf } from "./alignment.ts";

/** π/2, rounded to double. */
const right = 1.5707963267948966;

/** For every teacher the least angle within which its students hold the mass ‖w*_i‖/2 of Lemma 9; π/2 where all of them hold less. */
export const halfAngles: Observable<ZhouProblem> = {
  id: "halfAngles",
  symbol: "\\theta_i",
  unit: "rad",
  axes: ["teacher"],
  says: "angle around each teacher that holds half of its mass",
  measure({ engine, problem, state }) {
    const matching = match(engine, problem, state.theta);
    return rowNorms(problem.teacher.directions, problem.network.inputs).map((norm, i) => {
      const { members, total } = nearestHalf(i, matching.teacher, matching.angle, matching.mass, norm);
      const last = members.at(-1);
      return last === undefined || total < norm / 2 ? right : (matching.angle[last] as number);
    });
  },
};
