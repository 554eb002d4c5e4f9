import { type Claim, type Context, type Curve, deepLayout, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { moved, pushOver, randomPerturbation } from "../start/perturb.ts";
import { hiddenLayer, probing } from "./probe.ts";

const sizes = { smoke: { draws: 6, width: 128 }, default: { draws: 12, width: 512 }, full: { draws: 10, width: 2048 } } as const;
/** An attained power needs curves with little scatter: each is the mean over networks, and over the samples of each. */
const attained = {
  smoke: { curves: 10, each: 1, samples: 2, width: 64 },
  default: { curves: 12, each: 4, samples: 4, width: 1024 },
  full: { curves: 16, each: 12, samples: 4, width: 2048 },
} as const;
/** Halved every second time, over a factor of 11: below, a layer of the default width has too few units to count. */
const pushes = Array.from({ length: 8 }, (_, k) => 0.2 / ([1, Math.sqrt(2)][k % 2] as number) / (1 << Math.floor(k / 2)));
/** Halved every second time, over a factor of 16: 0.2 down to 0.0125. */
const small = Array.from({ length: 9 }, (_, k) => 0.2 / ([1, Math.sqrt(2)][k % 2] as number) / (1 << Math.floor(k / 2)));
/** The same from 0.8 on: a random move turns few signs. */
const large = small.map((omega) => 4 * omega);

/** Perturbations are of fully connected networks: the statements are about one layer's signs. */
const plain = (config: Config): Config => ({ ...config, architecture: "fully-connected", width: sizes[config.scale].width });

/** A point of a curve over ω: constructed values carry ω as x. */
const asCurves = (constructed: readonly Measured[]): readonly Curve[] =>
  [...new Set(constructed.map(({ run }) => run))].map((run) => {
    const own = constructed.filter((entry) => entry.run === run);
    return { run, x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) };
  });

/** for ‖W'‖₂ ≤ ω at most O(m ω^{2/3} L) signs change in a layer; attained. */
export const signChanges: Claim<Config> = {
  id: "sign-changes",
  name: "Forward stability, signs",
  says: "A move of size ω can turn a share of signs of order ω^(2/3), and no more.",
  statement: String.raw`\|D_{i,\ell}'\|_0\le O\!\left(m\,\omega^{2/3}L\right)`,
  quantity: "slope of the log of the largest share of turned signs of a layer against log ω as ω → 0",
  grade: "exponent",
  fidelity: "recalled",
  addition:
    "attained: a rank-one move of W_1 that pushes the units next to 0 of one sample just over it, as many as ω allows; curves are means over networks and samples",
  assumes: [],
  construct: (config, context) => adversarial(config, context, (omega) => omega),
  reduce: ({ constructed }) => ({ kind: "curves", curves: asCurves(constructed) }),
  predict: () => ({ form: "slope equals", exponent: 2 / 3, towards: "small x", constants: "fitted" }),
  counter: {
    why: "moves of spectral norm √(ω/5) in place of ω",
    construct: (config, context) => adversarial(config, context, (omega) => Math.sqrt(omega / 5), 1),
  },
};

/** The same bound on random moves. */
export const randomSignChanges: Claim<Config> = {
  id: "sign-changes-random",
  name: "Forward stability, random signs",
  says: "A random move of size ω turns no more signs than the bound of order ω^(2/3) allows, in every layer.",
  statement: String.raw`\|D_{i,\ell}'\|_0\le O\!\left(m\,\omega^{2/3}L\right)`,
  quantity: "slope of the log of the share of turned signs of the worst layer against log ω as ω → 0",
  grade: "exponent",
  fidelity: "recalled",
  addition: "all trained layers move by Gaussian matrices of spectral norm ω",
  assumes: [],
  construct: (config, context) => randomMoves(config, context, (omega) => omega),
  reduce: ({ constructed }) => ({ kind: "curves", curves: asCurves(constructed) }),
  predict: () => ({ form: "slope at least", exponent: 2 / 3, towards: "small x", constants: "fitted" }),
  counter: {
    why: "moves of spectral norm ω^(1/3)",
    construct: (config, context) => randomMoves(config, context, (omega) => context.engine.math.power(omega, 1, 3)),
  },
};

/** ‖h' − h‖ ≤ O(ω L^{5/2} √log m). */
export const outputStability: Claim<Config> = {
  id: "forward-moves",
  name: "Forward stability, layers",
  says: "Hidden layers move in proportion to the move of the weights.",
  statement: String.raw`\|h_{i,\ell}'-h_{i,\ell}\|\le O\!\left(\omega\,L^{5/2}\sqrt{\log m}\right)`,
  quantity: "power of 1/ω in the largest ‖h' − h‖/ω",
  grade: "existential",
  fidelity: "recalled",
  addition: "random moves; margin 1/6, half of what a power 2/3 of ω would show; the power of L is not tested",
  assumes: [],
  construct: (config, context) => layerMoves(config, context, (omega) => omega),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "no growth", over: "1/ω", margin: 1 / 6, constants: "fitted" }),
  counter: { why: "moves of spectral norm √ω", construct: (config, context) => layerMoves(config, context, Math.sqrt) },
};

/** @param most networks of a curve */
function adversarial(
  config: Config,
  context: Context,
  size: (omega: number) => number,
  most = Number.POSITIVE_INFINITY,
): readonly Measured[] {
  const { curves, samples, width: m, ...own } = attained[config.scale];
  const each = Math.min(own.each, most);
  return Array.from({ length: curves }, (_, curve) => curve).flatMap((curve) => {
    const shares = pushes.map(() => 0);
    for (let network = 0; network < each; network++) {
      probing({ ...plain(config), width: m, samples, layers: 1 }, context, curve * each + network, (probe) => {
        const { offset } = deepLayout(probe.network).blocks[1] as { offset: number };
        const theta = probe.start.slice();
        const layer = theta.subarray(offset, offset + m * m);
        const kept = layer.slice();
        const h = hiddenLayer(probe, theta, 0);
        const before = hiddenLayer(probe, theta, 1);
        for (let i = 0; i < samples; i++) {
          const input = h.subarray(i * m, (i + 1) * m);
          const g = new Float64Array(m);
          for (let j = 0; j < m; j++)
            for (let k = 0; k < m; k++) g[j] = (g[j] as number) + (layer[j * m + k] as number) * (input[k] as number);
          pushes.forEach((omega, at) => {
            const changed = pushOver(layer, g, input, size(omega));
            const after = hiddenLayer(probe, theta, 1).subarray(i * m, (i + 1) * m);
            shares[at] = (shares[at] as number) + turned(before.subarray(i * m, (i + 1) * m), after) / (each * samples);
            for (const j of changed) layer.set(kept.subarray(j * m, (j + 1) * m), j * m);
          });
        }
      });
    }
    return pushes.map((omega, at): Measured => ({ run: `curve ${curve}`, x: omega, value: shares[at] as number }));
  });
}

/** Share of entries of which one is 0 and the other is not. */
function turned(a: Float64Array, b: Float64Array): number {
  let count = 0;
  for (let k = 0; k < a.length; k++) if ((a[k] as number) > 0 !== (b[k] as number) > 0) count += 1;
  return count / a.length;
}

function randomMoves(config: Config, context: Context, size: (omega: number) => number): readonly Measured[] {
  const { draws } = sizes[config.scale];
  return Array.from({ length: draws }, (_, draw) => draw).flatMap((draw) =>
    probing(plain(config), context, draw, (probe) => {
      const direction = randomPerturbation(context.engine, fold(probe.context.key, "direction"), probe.network, "spectral");
      const layers = Array.from({ length: config.layers }, (_, l) => l + 1);
      const before = layers.map((l) => hiddenLayer(probe, probe.start, l));
      return large.map((omega): Measured => {
        const theta = moved(probe.start, direction, size(omega));
        const shares = layers.map((l, k) => turned(before[k] as Float64Array, hiddenLayer(probe, theta, l)));
        return { run: `draw ${draw}`, x: omega, value: shares.reduce((a, b) => Math.max(a, b)) };
      });
    }),
  );
}

function layerMoves(config: Config, context: Context, size: (omega: number) => number): readonly Measured[] {
  const { draws } = sizes[config.scale];
  return Array.from({ length: draws }, (_, draw) => draw).flatMap((draw) =>
    probing(plain(config), context, draw, (probe) => {
      const n = probe.data.samples;
      const direction = randomPerturbation(context.engine, fold(probe.context.key, "direction"), probe.network, "spectral");
      const before = hiddenLayer(probe, probe.start, config.layers);
      const m = before.length / n;
      return small.map((omega): Measured => {
        const after = hiddenLayer(probe, moved(probe.start, direction, size(omega)), config.layers);
        let most = 0;
        for (let i = 0; i < n; i++) {
          let square = 0;
          for (let k = i * m; k < (i + 1) * m; k++)
            square += ((after[k] as number) - (before[k] as number)) * ((after[k] as number) - (before[k] as number));
          most = Math.max(most, Math.sqrt(square));
        }
        return { run: `draw ${draw}`, x: 1 / omega, value: most / omega };
      });
    }),
  );
}
