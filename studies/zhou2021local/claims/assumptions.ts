import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/fact.ts";
import { numberOf } from "../reduce/values.ts";

/** Definition 2: x ~ N(0, I_d) and L its expectation. */
export const gaussianPopulation: Assumption<Config> = {
  id: "gaussian-population",
  says: "inputs are Gaussian and the loss is the expectation over them",
  check: ({ facts }) => ({
    met: facts["law"] === "gaussian",
    measured:
      facts["law"] === "gaussian"
        ? "Gaussian expectation"
        : facts["law"] === "samples"
          ? `the loss is the mean over ${String(facts["n"])} Gaussian samples`
          : "the loss is the mean over the inputs of a file",
  }),
};

/** Theorem 5 is about gradient descent proper. */
export const fullGradient: Assumption<Config> = {
  id: "full-gradient",
  says: "every step follows the exact gradient",
  check: (record) => {
    const batch = fact(record, "batch");
    return { met: batch === 0, measured: batch === 0 ? "exact gradient" : `${batch} fresh samples a step` };
  },
};

/** A1: Δ > 0. */
export const separatedTeachers: Assumption<Config> = {
  id: "separated-teachers",
  says: "teachers are Δ-separated, Δ > 0 (A1)",
  check: (record) => {
    const degrees = fact(record, "separation");
    return { met: degrees > 1e-6, measured: `Δ = ${Math.round(degrees * 100) / 100}°` };
  },
};

/** A2: 0 < w_min ≤ ‖w*_i‖ ≤ w_max. */
export const boundedNorms: Assumption<Config> = {
  id: "bounded-norms",
  says: "0 < w_min ≤ ‖w*_i‖ ≤ w_max (A2)",
  check: (record) => {
    const least = fact(record, "wMin");
    return {
      met: least > 0,
      measured: `w_min = ${Math.round(least * 1000) / 1000}, w_max = ${Math.round(fact(record, "wMax") * 1000) / 1000}`,
    };
  },
};

/** L(W) ≤ ε_0 somewhere on the run; statements about W are then judged where L ≤ ε_0, statements about descent from the first such record on. */
export const belowThreshold: Assumption<Config> = {
  id: "below-threshold",
  says: "the loss falls to ε_0 or below",
  check: (record) => {
    const least = record.samples.map((sample) => numberOf(sample, "loss")).reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY);
    const threshold = fact(record, "threshold");
    return { met: least <= threshold, measured: `least loss ${short(least)}, ε_0 = ${short(threshold)}` };
  },
};

/** η ≤ η_0, a constant that is not explicit: a step of at most 1/λ_max cannot overshoot where the loss is as curved as at the start. */
export const smallStep: Assumption<Config> = {
  id: "small-step",
  says: "the step is small, η λ_max(∇²L(W_0)) ≤ 1",
  check: (record) => {
    const product = fact(record, "eta") * fact(record, "sharpness");
    return { met: product <= 1, measured: `η λ_max = ${short(product)}` };
  },
};

/** Widths are compared from one start loss: a start that cannot reach it without leaving its teachers is left out. */
export const equalStart: Assumption<Config> = {
  id: "equal-start",
  says: "every width starts at the same loss",
  check: (record) => {
    const asked = record.config.startLoss * fact(record, "wMin") * fact(record, "wMin");
    const loss = fact(record, "startLoss");
    return {
      met: Math.abs(loss - asked) <= 1e-6 * asked,
      measured: `asked for L = ${short(asked)}, the start has ${short(loss)}`,
    };
  },
};

/** What every local statement assumes. */
export const localTheory: readonly Assumption<Config>[] = [gaussianPopulation, separatedTeachers, boundedNorms, belowThreshold];

/** L = O(r² w_max²), with constant 1, at the start; descent keeps it. */
export const moderateLoss: Assumption<Config> = {
  id: "moderate-loss",
  says: "L ≤ (r w_max)² at the start",
  check: (record) => {
    const size = fact(record, "r") * fact(record, "wMax");
    const loss = fact(record, "startLoss");
    return { met: loss <= size * size, measured: `L = ${short(loss)}, (r w_max)² = ${short(size * size)}` };
  },
};

function short(x: number): string {
  return String(Number(x.toPrecision(3)));
}
