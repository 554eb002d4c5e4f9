import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/values.ts";

/** ‖x_i − x_j‖ ≥ δ > 0. */
export const separatedInputs: Assumption<Config> = {
  id: "separated-inputs",
  says: "inputs are δ-separated, δ > 0",
  check: (record) => {
    const delta = fact(record, "delta");
    return { met: delta > 0, measured: `δ = ${Number(delta.toPrecision(3))}` };
  },
};

/** B has entries N(0, 1/dout). */
export const paperStart: Assumption<Config> = {
  id: "paper-start",
  says: "the initialisation is the paper's",
  check: ({ config }) => ({ met: config.outputPower === 0, measured: `B has variance m^${config.outputPower}/dout` }),
};

/** GD steps on all samples. */
export const fullGradient: Assumption<Config> = {
  id: "full-gradient",
  says: "every step follows the gradient over all samples",
  check: ({ config }) => ({ met: config.batch === 0, measured: config.batch === 0 ? "all samples" : `${config.batch} samples a step` }),
};

/** η = Θ(dδ/(poly(n, L) m)): a step that a fixed kernel would allow, η λ_max ≤ 1. */
export const smallStep: Assumption<Config> = {
  id: "small-step",
  says: "the step is small, η λ_max(K) ≤ 1",
  check: ({ config }) => ({ met: config.step <= 1, measured: `η λ_max = ${config.step}` }),
};

/** The regression of Theorem 1. */
export const squaredLoss: Assumption<Config> = {
  id: "squared-loss",
  says: "the loss is half the squared error",
  check: ({ config }) => ({ met: config.loss === "squared", measured: `loss = ${config.loss}` }),
};

/** What Theorem 1 assumes. */
export const descent: readonly Assumption<Config>[] = [squaredLoss, separatedInputs, paperStart, fullGradient, smallStep];
