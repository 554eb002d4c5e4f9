import type { Observable } from "@overparam/core";
import { type LiangProblem, outputsOf } from "../problem.ts";

/** Places in `errors`. */
export const errorAxes = { train: 0, margin: 1, test: 2 } as const;

/** [fraction of training samples with y f ≤ 0, with y f < 1, fraction of test samples with y f ≤ 0]. */
export const errors: Observable<LiangProblem> = {
  id: "errors",
  symbol: "\\Pr[y f\\le0]",
  unit: "",
  axes: ["training, margin below 1, test"],
  says: "fractions of samples on the wrong side, or within the margin",
  measure({ problem, state }) {
    const { train, test } = problem;
    const margins = outputsOf(problem, state.theta, train).map((f, i) => f * (train.y[i] as number));
    const held = outputsOf(problem, state.theta, test).map((f, i) => f * (test.y[i] as number));
    const share = (values: Float64Array, wrong: (value: number) => boolean): number => values.filter(wrong).length / values.length;
    return Float64Array.of(
      share(margins, (z) => z <= 0),
      share(margins, (z) => z < 1),
      share(held, (z) => z <= 0),
    );
  },
};
