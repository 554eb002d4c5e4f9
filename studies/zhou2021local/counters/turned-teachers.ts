import type { Setup, Teacher } from "@overparam/core";
import { rowDot, rowNorms } from "../geometry.ts";
import type { ZhouProblem } from "../problem.ts";

/**
 * Measures angles and averages against teachers that are each turned by 17° (tan = 0.3) towards the next one, while the loss keeps the true ones.
 *
 * The loss still goes to 0, but not the distance to these teachers.
 */
export function againstTurnedTeachers(setup: Setup): Setup {
  const problem = setup.problem as ZhouProblem;
  return { ...setup, problem: { ...problem, teacher: turned(problem.teacher, problem.network.inputs) } as ZhouProblem };
}

function turned({ directions, weights }: Teacher, d: number): Teacher {
  const r = weights.length;
  const norms = rowNorms(directions, d);
  const out = directions.slice();
  for (let i = 0; i < r; i++) {
    const next = (i + 1) % r;
    // A lone teacher turns towards the first axis that it does not lie on.
    const along = r > 1 ? rowDot(directions, i, directions, next, d) / ((norms[i] as number) * (norms[next] as number)) : 0;
    const square = new Float64Array(1);
    const side = new Float64Array(d);
    for (let k = 0; k < d; k++) {
      const own = (directions[i * d + k] as number) / (norms[i] as number);
      const other = r > 1 ? (directions[next * d + k] as number) / (norms[next] as number) : k === 0 ? own + 1 : own - 1;
      side[k] = other - along * own;
      square[0] = (square[0] as number) + (side[k] as number) * (side[k] as number);
    }
    const scale = (0.3 * (norms[i] as number)) / Math.sqrt(square[0] as number);
    for (let k = 0; k < d; k++) out[i * d + k] = (directions[i * d + k] as number) + scale * (side[k] as number);
  }
  return { directions: out, weights };
}
