import type { Observable } from "@overparam/core";
import { shareGradient } from "../grouping/shared-gradient.ts";
import { rowsOf } from "../network/classifier.ts";
import type { YooProblem } from "../problem.ts";

/** ‖Mg‖²/‖g‖² of nested partitions, single neurons first (1), one group a layer last. */
export const shares: Observable<YooProblem> = {
  id: "shares",
  symbol: "\\|Mg\\|^2/\\|g\\|^2",
  unit: "",
  axes: ["partition"],
  says: "part of the squared gradient that is left by nested partitions, from fine to coarse",
  measure({ problem, gradient }) {
    const layers = rowsOf(problem.network);
    const depth = problem.nested.reduce((most, chain) => Math.max(most, chain.length), 0);
    const whole = squareOf(gradient);
    return Float64Array.from({ length: depth }, (_, at) => {
      const shared = gradient.slice();
      shareGradient(
        shared,
        layers,
        problem.nested.map((chain) => chain[Math.min(at, chain.length - 1)] as Uint32Array),
      );
      return squareOf(shared) / whole;
    });
  },
};

function squareOf(x: Float64Array): number {
  return x.reduce((sum, entry) => sum + entry * entry, 0);
}
