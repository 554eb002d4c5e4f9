import type { Observable } from "@overparam/core";
import { rowsOf } from "../network/classifier.ts";
import type { YooProblem } from "../problem.ts";

/** Largest change of a difference w_i − w_j, entry by entry, over all pairs of one group: the spread of w_i(t) − w_i(0) inside groups. */
export const drift: Observable<YooProblem> = {
  id: "drift",
  symbol: "\\max_{i\\sim j}\\|(w_i-w_j)(t)-(w_i-w_j)(0)\\|_\\infty",
  unit: "",
  axes: [],
  says: "largest change of a difference of two neurons of one group",
  measure({ problem, state }) {
    let largest = 0;
    problem.partitions.forEach((partition, l) => {
      const { neurons, fanIn, offset } = rowsOf(problem.network)[l] as ReturnType<typeof rowsOf>[number];
      for (let k = 0; k < fanIn; k++) {
        const low = new Map<number, number>();
        const high = new Map<number, number>();
        for (let i = 0; i < neurons; i++) {
          const at = offset + i * fanIn + k;
          const moved = (state.theta[at] as number) - (problem.start[at] as number);
          const group = partition[i] as number;
          low.set(group, Math.min(low.get(group) ?? moved, moved));
          high.set(group, Math.max(high.get(group) ?? moved, moved));
        }
        for (const [group, top] of high) largest = Math.max(largest, top - (low.get(group) as number));
      }
    });
    return largest;
  },
};
