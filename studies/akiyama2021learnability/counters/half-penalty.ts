import type { Setup } from "@overparam/core";
import type { AkiyamaProblem } from "../problem.ts";
import { brokenGradient } from "./broken-gradient.ts";

/** Descent with the gradient of half the penalty (fixed output weights): it settles, at another λ's minimum. */
export function halfPenalty(setup: Setup): Setup {
  const { network, lambda } = setup.problem as AkiyamaProblem;
  const { inputs: d, students: m } = network;
  return brokenGradient(setup, (theta, gradient) => {
    for (let j = 0; j < m; j++) {
      let square = 0;
      for (let k = j * d; k < (j + 1) * d; k++) square += (theta[k] as number) * (theta[k] as number);
      if (square === 0) continue;
      const scale = lambda / 2 / Math.sqrt(square);
      for (let k = j * d; k < (j + 1) * d; k++) gradient[k] = (gradient[k] as number) - scale * (theta[k] as number);
    }
  });
}
