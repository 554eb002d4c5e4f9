import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "../reduce/values.ts";

function short(x: number): string {
  return String(Number(x.toPrecision(3)));
}

/** n ≥ 2. */
export const overParameterized: Assumption<Config> = {
  id: "over-parameterized",
  says: "there are two students or more",
  check: (record) => ({ met: fact(record, "n") >= 2, measured: `n = ${fact(record, "n")}` }),
};

/** σ = O(n^−4226 d^−1/2 ‖v‖) is out of every machine's reach; what it is for is a start that is small against the teacher. */
export const smallStart: Assumption<Config> = {
  id: "small-start",
  says: "the students start small, √n ‖W(0)‖ ≤ ‖v‖",
  check: (record) => {
    const size = (Math.sqrt(fact(record, "n")) * fact(record, "startNorm")) / fact(record, "teacherNorm");
    return { met: size <= 1, measured: `√n ‖W(0)‖/‖v‖ = ${short(size)}` };
  },
};

/** The same, ten times smaller: a student that starts against v turns for a time of the order ‖w_i(0)‖ before it grows, and lags behind by as much. */
export const tinyStart: Assumption<Config> = {
  id: "tiny-start",
  says: "the students start tiny, √n ‖W(0)‖ ≤ ‖v‖/10",
  check: (record) => {
    const size = (Math.sqrt(fact(record, "n")) * fact(record, "startNorm")) / fact(record, "teacherNorm");
    return { met: size <= 0.1, measured: `√n ‖W(0)‖/‖v‖ = ${short(size)}` };
  },
};

/** η = O(σ²d/n^169), likewise: nη < 2 is where errors along v shrink without changing sign. */
export const smallStep: Assumption<Config> = {
  id: "small-step",
  says: "the step is small, n η < 2",
  check: (record) => {
    const product = fact(record, "n") * fact(record, "eta");
    return { met: product < 2, measured: `n η = ${short(product)}` };
  },
};

/** The run reaches phase 3 (T_2 is existential). */
export const reachesPhase3: Assumption<Config> = {
  id: "reaches-phase-3",
  says: "the students have grown to the teacher by the end",
  check: ({ samples }) => {
    const last = samples.at(-1);
    const share = last === undefined ? Number.NaN : numberOf(last, "share");
    return { met: Math.abs(share - 1) <= 0.1, measured: `Σ⟨w_i, v⟩/‖v‖² = ${short(share)} at the end` };
  },
};

/** Theorem 14: κ_max > 0, neither all equal nor all on one side of the axis. */
export const nonDegenerate: Assumption<Config> = {
  id: "non-degenerate",
  says: "the students disagree across v, κ_max > 0",
  check: ({ samples }) => {
    const last = samples.at(-1);
    const angle = last === undefined ? Number.NaN : numberOf(last, "largestAngle");
    return { met: angle > 1e-3, measured: `κ_max = ${short(angle)} rad at the end` };
  },
};

/** What statements about phase 3 from random starts assume. */
export const theory: readonly Assumption<Config>[] = [overParameterized, smallStart, smallStep, reachesPhase3];
