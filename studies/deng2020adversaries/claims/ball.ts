import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { descending } from "../counters.ts";
import { ballRuns, fewBalls } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { arrayOf, fact, last } from "../reduce/read.ts";

/** The analysis lives on the sphere: in the ball ascents end on its boundary. */
export const ball: Claim<Config, DengProblem> = {
  id: "ball",
  name: "The ball",
  says: "In the ball, too, every ascent ends on the sphere, from the centre and from everywhere inside.",
  statement: String.raw`\|\delta_t\|\le\varepsilon:\quad\|\delta_t\|\to\varepsilon`,
  quantity: "least ‖δ‖/ε at the end over networks and starts",
  grade: "inequality",
  fidelity: "recalled",
  addition: "the paper's analysis is recalled to be on the sphere; that the ball leads there is added",
  assumes: [],
  ensemble: ballRuns,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => ({
      run: record.id,
      value: arrayOf(last(record), "radii").reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      // The projection scales by a rounded ε/‖δ‖ and the norm is computed again.
      rounding: 4 * fact(record, "d") * unitRoundoff,
    })),
  }),
  predict: () => ({ form: "at least", bound: 1, constants: "given" }),
  counter: { why: "descent in place of ascent: where the residual can be made 0, it stops inside", alter: descending, ensemble: fewBalls },
};

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;
