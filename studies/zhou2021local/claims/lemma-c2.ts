import {
  type Claim,
  type Context,
  fold,
  type Measured,
  type Moment,
  normal,
  populationObjective,
  type TwoLayer,
  uniform,
} from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { rowDot, rowNorms } from "../geometry.ts";
import { alignment } from "../observables/alignment.ts";
import type { ZhouProblem } from "../problem.ts";
import { teacherOf } from "../teacher/teacher-of.ts";

/** Independent rays at each width. */
const rays = 3;
/** Distance of the first point from the perfect fit, in units of its norm: small enough for the ratio to be in its asymptotic regime. */
const nearest = 1 / 1024;
/** Points of a ray, each half as far as the one before. */
const levels = 5;

/** Lemma C.2: the left side of Lemma 8 is at least ‖R‖² − O(r² w_max α δ_max²), ‖R‖² = 2L. */
export const lemmaC2: Claim<Config> = {
  id: "lemma-c2",
  name: "Lemma C.2",
  says: "Close to a perfect fit the alignment of Lemma 8 is at least twice the loss.",
  statement: String.raw`\sum_j\bigl\langle\nabla_jL,(I+\hat w_j\hat w_j^\top)^{-1}(w_j-q_jw_i^*)\bigr\rangle\ge\|R\|^2-O(r^2w_{\max}\,\alpha\,\delta_{\max}^2),\quad\|R\|^2=2L`,
  quantity: "left side over L as W → a perfect fit, least over rays",
  grade: "inequality",
  fidelity: "paper",
  addition:
    "the limit is taken along straight rays into perfect fits of m = r, 2r and 4r students, with q_j over all students of a teacher",
  assumes: [],
  construct: (config, context) => alongRays(config, context, false),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: 2, side: "at least", over: "distance", constants: "given" }),
  counter: {
    why: "the gradient without its factor (I + ŵŵᵀ), as if the norm in front of |w·x| were fixed",
    construct: (config, context) => alongRays(config, context, true),
  },
};

/** The left side over L on W_0 + s U, W_0 a perfect fit, s halved again and again. */
function alongRays(config: Config, context: Context, broken: boolean): readonly Measured[] {
  const { engine } = context;
  const out: Measured[] = [];
  for (const multiple of [1, 2, 4]) {
    for (let ray = 0; ray < rays; ray++) {
      const key = fold(fold(fold(context.key, "rays"), multiple), ray);
      const { teacher, dimension: d } = teacherOf(config, { ...context, key });
      const r = teacher.weights.length;
      const m = multiple * r;
      const network: TwoLayer = { activation: "abs", parameterization: "conic", students: m, inputs: d };
      const objective = populationObjective(engine, network, teacher);
      const fit = perfectFit(context, fold(key, "fit"), teacher.directions, r, m, d);
      const direction = new Float64Array(m * d);
      normal(engine.math, fold(key, "direction"), direction);
      const whole = { problem: { objective, start: fit, network, teacher, points: direction, probes: direction } };
      const { problem } = broken ? (withoutRadialFactor(whole as never) as unknown as { problem: ZhouProblem }) : whole;
      let size = nearest * Math.sqrt(rowNorms(teacher.directions, d).reduce((sum, norm) => sum + norm, 0) / (m * d));
      for (let level = 0; level < levels; level++, size /= 2) {
        const theta = fit.map((w, k) => w + size * (direction[k] as number));
        const gradient = new Float64Array(theta.length);
        const value = problem.objective.gradient(theta, gradient);
        const moment: Moment<ZhouProblem> = {
          problem,
          state: { iteration: 0, time: 0, theta },
          value,
          gradient,
          rise: Number.NEGATIVE_INFINITY,
          engine,
        };
        const [left = Number.NaN, , error = Number.NaN] = alignment.measure(moment) as Float64Array;
        out.push({
          run: `m = ${multiple}r, ray ${ray}`,
          x: size,
          value: left / value,
          rounding: (error + Math.abs(left / value) * objective.floor(theta)) / value,
        });
      }
      objective.close();
    }
  }
  return out;
}

/** Every teacher split into m/r students of random masses that add up to its norm. */
function perfectFit(
  { engine: _ }: Context,
  key: Parameters<typeof fold>[0],
  teachers: Float64Array,
  r: number,
  m: number,
  d: number,
): Float64Array {
  const u = new Float64Array(m);
  uniform(key, u);
  const norms = rowNorms(teachers, d);
  const share = new Float64Array(r);
  for (let j = 0; j < m; j++) share[j % r] = (share[j % r] as number) + 0.5 + (u[j] as number);
  const w = new Float64Array(m * d);
  for (let j = 0; j < m; j++) {
    const i = j % r;
    const scale = Math.sqrt(((0.5 + (u[j] as number)) / (share[i] as number)) * (norms[i] as number)) / (norms[i] as number);
    for (let k = 0; k < d; k++) w[j * d + k] = scale * (teachers[i * d + k] as number);
  }
  return w;
}

/** ∇_j L ← (I + ŵ_j ŵ_jᵀ)^{-1} ∇_j L. */
function withoutRadialFactor(setup: Parameters<typeof withGradient>[0]): ReturnType<typeof withGradient> {
  const d = (setup.problem as ZhouProblem).network.inputs;
  return withGradient(
    setup,
    (theta, gradient) => {
      for (let j = 0; j < theta.length / d; j++) {
        const along = rowDot(theta, j, gradient, j, d) / rowDot(theta, j, theta, j, d);
        for (let k = j * d; k < (j + 1) * d; k++) gradient[k] = (gradient[k] as number) - 0.5 * along * (theta[k] as number);
      }
    },
    { descend: false },
  );
}
