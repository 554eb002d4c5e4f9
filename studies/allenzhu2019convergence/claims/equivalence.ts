import { type Claim, type Context, fold, type Measured, normal } from "@overparam/core";
import type { Config } from "../config.ts";
import { moved, randomPerturbation } from "../start/perturb.ts";
import { type Probe, probing } from "./probe.ts";

/** A curve is the root mean square over several starts and moves: a single one scatters too much for its slope. */
const sizes = {
  smoke: { curves: 8, gradient: 1, outputs: 1, width: 32 },
  default: { curves: 12, gradient: 20, outputs: 32, width: 256 },
  full: { curves: 16, gradient: 12, outputs: 24, width: 1024 },
} as const;
/** ‖W'‖_F from 4 down to ¼, halved every second time. */
const omegas = Array.from({ length: 8 }, (_, k) => 4 / ([1, Math.sqrt(2)][k % 2] as number) / (1 << Math.floor(k / 2)));

const reduce: Claim<Config>["reduce"] = ({ constructed }) => ({
  kind: "curves",
  curves: [...new Set(constructed.map(({ run }) => run))].map((run) => {
    const own = constructed.filter((entry) => entry.run === run);
    return { run, x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) };
  }),
});

/** Theorem 5: ‖∇f(W_0 + W') − ∇f(W_0)‖_F ≤ Õ(ω^{1/3} L³) ‖∇f(W_0)‖_F. */
export const gradientChange: Claim<Config> = {
  id: "gradient-change",
  name: "Theorem 5, gradient",
  says: "Near the start the network's gradient changes at most like ω^(1/3), relatively.",
  statement: String.raw`\frac{\|\nabla f(W^{(0)}+W')-\nabla f(W^{(0)})\|_F}{\|\nabla f(W^{(0)})\|_F}\le\tilde O\!\left(\omega^{1/3}L^3\right)`,
  quantity: "slope of the log of the relative change against log ω as ω → 0",
  grade: "exponent",
  fidelity: "recalled",
  addition: "W' Gaussian with ‖W'‖_F = ω; the gradient of a random combination of all outputs; root mean square over starts and moves",
  assumes: [],
  construct: (config, context) => measure(config, context, "gradient", gradientDistance, (omega) => omega),
  reduce,
  predict: () => ({ form: "slope at least", exponent: 1 / 3, towards: "small x", constants: "fitted" }),
  counter: {
    why: "moves of Frobenius norm 1, whatever ω",
    construct: (config, context) => measure(config, context, "gradient", gradientDistance, () => 1, 2),
  },
};

/** Theorem 5: |f(W_0 + W') − f_lin(W_0 + W')| ≤ Õ(ω^{4/3} L³ √m). */
export const linearisation: Claim<Config> = {
  id: "linearisation",
  name: "Theorem 5, outputs",
  says: "Near the start the network differs from its linearisation at most like ω^(4/3).",
  statement: String.raw`\bigl|f(W^{(0)}+W')-f(W^{(0)})-\langle\nabla f(W^{(0)}),W'\rangle\bigr|\le\tilde O\!\left(\omega^{4/3}L^3\sqrt m\right)`,
  quantity: "slope of the log of the root mean square remainder over outputs against log ω as ω → 0",
  grade: "exponent",
  fidelity: "recalled",
  addition: "W' Gaussian with ‖W'‖_F = ω; root mean square over starts and moves",
  assumes: [],
  construct: (config, context) =>
    measure(
      config,
      context,
      "outputs",
      (probe, theta, move) => remainder(probe, theta, move, 1),
      (omega) => omega,
    ),
  reduce,
  predict: () => ({ form: "slope at least", exponent: 4 / 3, towards: "small x", constants: "fitted" }),
  counter: {
    why: "f(W_0) alone in place of the linearisation",
    construct: (config, context) =>
      measure(
        config,
        context,
        "outputs",
        (probe, theta, move) => remainder(probe, theta, move, 0),
        (omega) => omega,
        2,
      ),
  },
};

/** @param most draws of a curve */
function measure(
  config: Config,
  context: Context,
  what: "gradient" | "outputs",
  value: (probe: Probe, theta: Float64Array, move: Float64Array) => number,
  size: (omega: number) => number,
  most = Number.POSITIVE_INFINITY,
): readonly Measured[] {
  const { curves, width, [what]: draws } = sizes[config.scale];
  const each = Math.min(draws, most);
  return Array.from({ length: curves }, (_, curve) => curve).flatMap((curve) => {
    const squares = omegas.map(() => 0);
    for (let draw = 0; draw < each; draw++) {
      probing({ ...config, width }, context, curve * each + draw, (probe) => {
        const direction = randomPerturbation(context.engine, fold(probe.context.key, "direction"), probe.network, "frobenius");
        const nowhere = new Float64Array(direction.length);
        omegas.forEach((omega, at) => {
          const move = moved(nowhere, direction, size(omega));
          const found = value(probe, moved(probe.start, move, 1), move);
          squares[at] = (squares[at] as number) + (found * found) / each;
        });
      });
    }
    return omegas.map((omega, at): Measured => ({ run: `curve ${curve}`, x: omega, value: Math.sqrt(squares[at] as number) }));
  });
}

function gradientDistance({ context, start, data, objective }: Probe, theta: Float64Array): number {
  const u = new Float64Array(data.samples * data.outputs);
  normal(context.engine.math, fold(context.key, "combination"), u);
  const [before, after] = [start.slice(), start.slice()];
  objective.problem.pullback(start, u, before);
  objective.problem.pullback(theta, u, after);
  let [apart, size] = [0, 0];
  for (let k = 0; k < before.length; k++) {
    apart += ((after[k] as number) - (before[k] as number)) * ((after[k] as number) - (before[k] as number));
    size += (before[k] as number) * (before[k] as number);
  }
  return Math.sqrt(apart / size);
}

function remainder({ start, data, objective }: Probe, theta: Float64Array, move: Float64Array, share: number): number {
  const size = data.samples * data.outputs;
  const [before, after, linear] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  objective.problem.forward(start, before);
  objective.problem.forward(theta, after);
  objective.problem.pushforward(start, move, linear);
  let square = 0;
  for (let k = 0; k < size; k++) {
    const rest = (after[k] as number) - (before[k] as number) - share * (linear[k] as number);
    square += rest * rest;
  }
  return Math.sqrt(square / size);
}
