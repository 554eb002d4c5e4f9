import { type Claim, type Context, type Evidence, fold, type Measured, type Prediction } from "@overparam/core";
import { preCertificate } from "../certificate/pre-certificate.ts";
import { referenceMinimum } from "../certificate/reference-minimum.ts";
import type { Config } from "../config.ts";
import { drawTeacher } from "../teacher/draw.ts";

const lambdas = [0.02, 0.01, 0.005, 0.002, 0.0014, 0.001, 0.0007, 0.0005, 0.0003, 0.0002] as const;
const cases = [
  { dimension: 4, teachers: 2, directions: "orthonormal", separation: 0, signs: "equal" },
  { dimension: 4, teachers: 3, directions: "orthonormal", separation: 0, signs: "equal" },
  { dimension: 5, teachers: 5, directions: "orthonormal", separation: 0, signs: "equal" },
  { dimension: 4, teachers: 2, directions: "orthonormal", separation: 0, signs: "alternating" },
] as const;

/** First-order shift of the minimiser: s_j r_j ŵ_j = s_j w°_j − λ B_j + O(λ²). */
export const firstOrderShift: Claim<Config> = {
  id: "first-order-shift",
  name: "First-order shift",
  says: "A small penalty moves the minimiser by −λ B, B solving a linear system at the teachers.",
  statement: String.raw`s_jr_j\hat w_j=s_jw^\circ_j-\lambda B_j+O(\lambda^2)`,
  quantity: "movement of the minimiser along −B over λ ‖B‖, as λ → 0",
  grade: "exact",
  fidelity: "derived",
  addition: "implicit differentiation of the stationarity conditions",
  assumes: [],
  construct: (_config, context) =>
    shifts(context).map(({ run, lambda, along }) => ({ run, x: lambda, value: along, rounding: 1e-11 / lambda })),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: 1, over: "λ", constants: "given" }),
  counter: {
    why: "the penalty is half as strong as the formula is told",
    construct: (_config, context) =>
      shifts(context, 0.5).map(({ run, lambda, along }) => ({ run, x: lambda, value: along, rounding: 1e-11 / lambda })),
  },
};

/** What is left after the first-order shift is of the order of λ². */
export const shiftRemainder: Claim<Config> = {
  id: "shift-remainder",
  name: "First-order shift, remainder",
  says: "What the first-order shift leaves of the movement falls like the square of λ.",
  statement: String.raw`\|s_jr_j\hat w_j-s_jw^\circ_j+\lambda B_j\|=O(\lambda^2)`,
  quantity: "slope of log ‖remainder‖ in log λ as λ → 0",
  grade: "exponent",
  fidelity: "derived",
  addition: "implicit differentiation of the stationarity conditions; the power is attained",
  assumes: [],
  construct: (_config, context) => shifts(context).map(({ run, lambda, rest }) => ({ run, x: lambda, value: rest })),
  reduce: ({ constructed }) => curvesOf(constructed),
  predict: (): Prediction => ({ form: "slope equals", exponent: 2, towards: "small x", constants: "fitted" }),
  counter: {
    why: "the penalty is half as strong as the formula is told: the remainder keeps a part of the order of λ",
    construct: (_config, context) => shifts(context, 0.5).map(({ run, lambda, rest }) => ({ run, x: lambda, value: rest })),
  },
};

/** Every case is a run of its own, whatever its size: curves of one claim. */
function curvesOf(values: readonly Measured[]): Evidence {
  const runs = [...new Set(values.map(({ run }) => run))];
  return {
    kind: "curves",
    curves: runs.map((run) => {
      const own = values.filter((entry) => entry.run === run);
      return { run, x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) };
    }),
  };
}

interface Shift {
  readonly run: string;
  readonly lambda: number;
  /** −(movement · B)/(λ ‖B‖²). */
  readonly along: number;
  /** ‖movement + λ B‖. */
  readonly rest: number;
}

/**
 * Movements of Newton's minimiser at each λ.
 *
 * @param strength what the penalty really is, in units of what the formula is told
 */
function shifts({ engine, key }: Context, strength = 1): readonly Shift[] {
  return cases.flatMap((law) => {
    const run = `${law.teachers} teachers, ${law.signs} signs`;
    const teacher = drawTeacher(engine.math, fold(key, `shift ${run}`), law);
    const { shift } = preCertificate(engine, teacher, law.dimension);
    const square = shift.reduce((sum, entry) => sum + entry * entry, 0);
    return lambdas.map((lambda): Shift => {
      const minimum = referenceMinimum(engine, teacher, law.dimension, strength * lambda);
      if (minimum === undefined) return { run, lambda, along: Number.NaN, rest: Number.NaN };
      const moved = minimum.atoms.map(
        (entry, k) => entry - (teacher.directions[k] as number) * (teacher.weights[Math.floor(k / law.dimension)] as number),
      );
      const along = -moved.reduce((sum, entry, k) => sum + entry * (shift[k] as number), 0) / (lambda * square);
      const rest = Math.sqrt(
        moved.reduce((sum, entry, k) => {
          const left = entry + lambda * (shift[k] as number);
          return sum + left * left;
        }, 0),
      );
      return { run, lambda, along, rest };
    });
  });
}
