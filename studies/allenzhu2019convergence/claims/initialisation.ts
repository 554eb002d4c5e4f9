import { type Claim, type Context, deepLayout, type EntryVariances, forwardVariances, type Measured, spectralNorm } from "@overparam/core";
import type { Config } from "../config.ts";
import { hiddenLayer, probing } from "./probe.ts";

const sizes = { smoke: { draws: 3, width: 256 }, default: { draws: 5, width: 1024 }, full: { draws: 10, width: 2048 } } as const;
/** The statement is for any ε; ½ at the smoke test's width, ¼ at others, both more than four standard deviations of ‖h‖. */
const epsilon = { smoke: 1 / 2, default: 1 / 4, full: 1 / 4 } as const;

const each = <T>(count: number, of: (k: number) => readonly T[]): readonly T[] => Array.from({ length: count }, (_, k) => k).flatMap(of);
const wide = (config: Config): Config => ({ ...config, architecture: "fully-connected", width: sizes[config.scale].width });

/** ‖h_{i,l}‖ ∈ [1 − ε, 1 + ε] for all i and l with high probability. */
export const layerNorms: Claim<Config> = {
  id: "layer-norms",
  name: "Initialisation, norms",
  says: "At the start every hidden layer has about the norm of the input.",
  statement: String.raw`\|h_{i,\ell}\|\in[1-\varepsilon,1+\varepsilon]\ \text{with probability at least}\ 1-O(nL)e^{-\Omega(m\varepsilon^2/L)}`,
  quantity: "largest | ‖h_l‖ − 1 | over draws, samples and layers",
  grade: "inequality",
  fidelity: "recalled",
  addition: "ε = 1/4 at m = 1024 (1/2 at the smoke test's 256)",
  assumes: [],
  construct: (config, context) => norms(config, context),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: (config) => ({ form: "at most", bound: epsilon[config.scale], constants: "given" }),
  counter: {
    why: "entries of variance 1/m in place of 2/m",
    construct: (config, context) => norms(config, context, (paper) => ({ ...paper, first: paper.first / 2, hidden: paper.hidden / 2 })),
  },
};

function norms(config: Config, context: Context, change?: (paper: EntryVariances) => EntryVariances): readonly Measured[] {
  const { draws } = sizes[config.scale];
  return each(draws, (draw) =>
    probing(
      wide(config),
      context,
      draw,
      (probe) => {
        const n = probe.data.samples;
        return each(config.layers + 1, (l): readonly Measured[] => {
          const h = hiddenLayer(probe, probe.start, l);
          const m = h.length / n;
          return each(n, (i) => {
            const norm = Math.sqrt(h.subarray(i * m, (i + 1) * m).reduce((sum, value) => sum + value * value, 0));
            return [{ run: `draw ${draw}`, value: Math.abs(norm - 1), rounding: 1e-12 }];
          });
        });
      },
      change === undefined ? undefined : (network) => change(forwardVariances(network)),
    ),
  );
}

/** separation survives the layers. */
export const layerSeparation: Claim<Config> = {
  id: "layer-separation",
  name: "Initialisation, separation",
  says: "Inputs that are δ apart stay so: what of one hidden vector is orthogonal to another's is at least δ/2.",
  statement: String.raw`\left\|\left(I-\tfrac{h_{i,\ell}h_{i,\ell}^\top}{\|h_{i,\ell}\|^2}\right)h_{j,\ell}\right\|\ge\tfrac\delta2\quad\text{for }\delta\le O(1/L)`,
  quantity: "least orthogonal part over δ, over draws, pairs and layers",
  grade: "inequality",
  fidelity: "recalled",
  addition: "δ ≤ 1/L stands for δ ≤ O(1/L): where the inputs are farther apart, δ is taken as 1/L",
  assumes: [],
  construct: (config, context) => apart(wide(config), context, (delta, L) => Math.min(delta, 1 / L)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at least", bound: 1 / 2, constants: "given" }),
  counter: {
    why: "24 layers with inputs 0.9 apart, far above O(1/L)",
    construct: (config, context) =>
      apart(
        { ...wide(config), width: config.scale === "smoke" ? 64 : 128, layers: 24, samples: 3, inputsFile: undefined, separation: 0.9 },
        context,
        (delta) => delta,
      ),
  },
};

function apart(config: Config, context: Context, deltaOf: (delta: number, L: number) => number): readonly Measured[] {
  return each(sizes[config.scale].draws, (draw) =>
    probing(config, context, draw, (probe) => {
      const n = probe.data.samples;
      const delta = deltaOf(probe.data.separation, config.layers);
      return each(config.layers + 1, (l): readonly Measured[] => {
        const h = hiddenLayer(probe, probe.start, l);
        const m = h.length / n;
        let least = Number.POSITIVE_INFINITY;
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            if (i === j) continue;
            let [ii, ij] = [0, 0];
            for (let k = 0; k < m; k++) {
              ii += (h[i * m + k] as number) * (h[i * m + k] as number);
              ij += (h[i * m + k] as number) * (h[j * m + k] as number);
            }
            let square = 0;
            for (let k = 0; k < m; k++) {
              const rest = (h[j * m + k] as number) - (ij / ii) * (h[i * m + k] as number);
              square += rest * rest;
            }
            least = Math.min(least, Math.sqrt(square));
          }
        }
        return [{ run: `draw ${draw}`, value: least / delta, rounding: 1e-12 / delta }];
      });
    }),
  );
}

/** Depths of one network: its first L layers are a network of L layers. */
const depths = [1, 2, 4, 8, 16];
const products = { smoke: { draws: 6, width: 12 }, default: { draws: 24, width: 96 }, full: { draws: 12, width: 256 } } as const;

/** ‖W_b D_{b−1} W_{b−1} ⋯ D_a W_a‖₂ ≤ O(√L). */
export const layerProducts: Claim<Config> = {
  id: "layer-products",
  name: "Initialisation, products",
  says: "Products of layers with their signs grow at most like the square root of the depth.",
  statement: String.raw`\|W_bD_{i,b-1}W_{b-1}\cdots D_{i,a}W_a\|_2\le O(\sqrt L)\quad\text{for all }1\le a\le b\le L`,
  quantity: "power of L in the largest spectral norm of a product over √L",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "over all a ≤ b of one sample's signs, L from 1 to 16; margin 1/6: the power 1/2 is attained as L grows (e L is the limit of square Gaussian products), so no interval lies below it",
  assumes: [],
  construct: (config, context) => spectral(config, context, true),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "no growth", over: "L", margin: 1 / 6, constants: "fitted" }),
  counter: {
    why: "products without the signs: every layer doubles the square",
    construct: (config, context) => spectral(config, context, false, 6),
  },
};

function spectral(config: Config, context: Context, signs: boolean, few = Number.POSITIVE_INFINITY): readonly Measured[] {
  const { draws, width: m } = products[config.scale];
  const { linear } = context.engine;
  const layers = depths.at(-1) as number;
  return each(Math.min(draws, few), (draw) =>
    probing({ ...config, architecture: "fully-connected", width: m, layers, samples: 2 }, context, draw, (probe) => {
      const blocks = deepLayout(probe.network).blocks.slice(1, -1);
      const weights = blocks.map(({ offset }) => probe.start.slice(offset, offset + m * m));
      const kept = blocks.map((_, b) => hiddenLayer(probe, probe.start, b).subarray(0, m));
      /** The largest norm of a product that ends with layer b, for every b. */
      const norms = new Float64Array(layers);
      for (let a = 0; a < layers; a++) {
        let product = weights[a] as Float64Array;
        for (let b = a; b < layers; b++) {
          if (b > a) {
            // D_{b−1} from layer h_{b−1}, which the b-th trained matrix reads.
            const h = kept[b] as Float64Array;
            const cut = product.map((value, k) => (!signs || (h[Math.floor(k / m)] as number) > 0 ? value : 0));
            product = new Float64Array(m * m);
            linear.multiply(weights[b] as Float64Array, cut, product, { rows: m, inner: m, columns: m });
          }
          norms[b] = Math.max(norms[b] as number, spectralNorm(product, m, m, 1e-3));
        }
      }
      return depths.map((depth): Measured => {
        const most = norms.subarray(0, depth).reduce((a, b) => Math.max(a, b));
        return { run: `draw ${draw}`, x: depth, value: most / Math.sqrt(depth) };
      });
    }),
  );
}
