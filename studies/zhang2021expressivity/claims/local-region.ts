import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf, resolved } from "../reduce/values.ts";
import { spectrumSweep, tooFew } from "../sweeps.ts";
import { fullRank, mirrored } from "./assumptions.ts";

/** l ≤ ‖∇_W l‖²/(2σ_min(J)²), l = ½ Σ (f − y)²: where J has full row rank, what is stationary in W is a global minimum. */
export const localRegion: Claim<Config> = {
  id: "local-region",
  name: "Local region",
  says: "Where the Jacobian has full row rank the gradient in W bounds the loss: no local minima, no saddles.",
  statement: String.raw`\tfrac12\|r\|^2\le\frac{\|\nabla_W\ell\|^2}{2\,\sigma_{\min}(J)^2},\qquad \nabla_W\ell=J^\top r`,
  quantity: "least ‖∇_W l‖²/(2 σ_min² l) over the records of all runs",
  grade: "inequality",
  fidelity: "derived",
  addition: "the paper says that the region has no local minima and no saddle points; the explicit inequality is the laboratory's",
  assumes: [mirrored, fullRank],
  ensemble: (config, seed) => spectrumSweep(config, seed),
  reduce: ({ records }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      const n = fact(record, "n");
      // Both l and its gradient are n times those of the mean that is recorded. The loss is resolved to 1 %, its gradient to half as much.
      const ratios = resolved(record).map((sample) => {
        const slope = numberOf(sample, "hiddenGradientNorm");
        const sigma = numberOf(sample, "leastSingular");
        return (n * slope * slope) / (2 * sigma * sigma * numberOf(sample, "loss"));
      });
      return ratios.length === 0 ? [] : [{ run: record.id, value: ratios.reduce((a, b) => Math.min(a, b)), rounding: 0.01 }];
    }),
  }),
  predict: () => ({ form: "at least", bound: 1, constants: "given" }),
  counter: {
    why: "half of the width that is needed: J has no full row rank, and its least singular value other than 0 bounds nothing",
    ensemble: (config, seed) => spectrumSweep(config, seed, { students: tooFew(config) }),
  },
};
