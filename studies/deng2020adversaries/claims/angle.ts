import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { doubleRadius } from "../counters.ts";
import { radiusLadder } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { arrayOf, fact, last } from "../reduce/read.ts";

/** tan θ = ε ‖P∇²f ĝ‖/‖g‖ + o(ε) for every network, g = ∇f(x). */
export const angle: Claim<Config, DengProblem> = {
  id: "angle",
  name: "Angle of the maximiser",
  says: "The maximiser turns away from the line of the gradient by an angle proportional to the radius, with the factor that the Hessian gives.",
  statement: String.raw`\tan\theta=\varepsilon\,\frac{\|P\,\nabla^2 f(x)\,\hat g\|}{\|g\|}+o(\varepsilon),\quad g=\nabla f(x)`,
  quantity: "tan θ over ε‖P∇²f ĝ‖/‖g‖ as ε → 0, along each network's ladder",
  grade: "exact",
  fidelity: "derived",
  addition: "the formula; its mean over networks is the claim after this one",
  assumes: [],
  ensemble: radiusLadder,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => ({
      run: `seed ${record.seed}`,
      x: fact(record, "radius"),
      value: (arrayOf(last(record), "tangents")[0] ?? Number.NaN) / (fact(record, "radius") * fact(record, "bend")),
    })),
  }),
  predict: () => ({ form: "limit", value: 1, over: "ε", constants: "given" }),
  counter: { why: "the ascent runs on a sphere of twice the stated radius", alter: doubleRadius },
};
