import {
  type Claim,
  type Context,
  deepStart,
  empiricalKernel,
  type EntryVariances,
  fold,
  forwardVariances,
  infiniteKernel,
  kernelDrift,
  type Measured,
  particleKernel,
  sphere,
  type FullyConnected,
} from "@overparam/core";
import type { Config } from "../config.ts";
import { dataOf } from "../data/data-of.ts";
import { networkOf, trainedLayers } from "../start/network.ts";

/** K(x, x) = m L/(2 dout) for unit inputs. */
export const kernelDiagonal: Claim<Config> = {
  id: "kernel-diagonal",
  name: "Kernel, diagonal",
  says: "The limit kernel of an input with itself is m L/(2 dout), whatever the depth.",
  statement: String.raw`K(x,x)\,\frac{2\,d_{out}}{m}=L`,
  quantity: "K(x,x) 2 dout/(m L) − 1",
  grade: "exact",
  fidelity: "derived",
  addition: "the whole claim; evaluated by the recursion for L = 1, …, 10",
  assumes: [],
  construct: (config, context) => diagonal(config, context, true),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: { why: "A trained as well: a layer more", construct: (config, context) => diagonal(config, context, false) },
};

function diagonal(config: Config, context: Context, frozen: boolean): readonly Measured[] {
  const { engine } = context;
  const x = new Float64Array(4 * config.inputs);
  sphere(engine.math, fold(context.key, "diagonal"), config.inputs, x);
  return Array.from({ length: 10 }, (_, k) => k + 1).flatMap((L) => {
    const network: FullyConnected = {
      kind: "fully connected",
      inputs: config.inputs,
      width: config.width,
      layers: L + 1,
      outputs: config.outputs,
    };
    const trained = trainedLayers(network).map((own, l) => own || (!frozen && l === 0));
    const kernel = infiniteKernel(engine, network, x, { trained });
    return [0, 1, 2, 3].map(
      (i): Measured => ({
        run: `L = ${L}, input ${i}`,
        value: ((kernel[i * 4 + i] as number) * 2 * config.outputs) / (config.width * L) - 1,
        // A handful of roundings a layer, and that of ‖x‖² over din entries.
        rounding: 2.3e-16 * (8 * L + config.inputs),
      }),
    );
  });
}

const widths = { smoke: [8, 12, 20, 32, 50, 80], default: [40, 64, 104, 168, 256, 400], full: [100, 160, 256, 400, 640, 1000] } as const;
const sizes = {
  smoke: { seeds: 3, draws: 2, particles: 512 },
  default: { seeds: 8, draws: 12, particles: 16_384 },
  full: { seeds: 12, draws: 40, particles: 65_536 },
} as const;
const architectures = ["fully-connected", "convolutional", "residual"] as const;

/** ‖K_m − K‖_F/‖K‖_F = O(m^(−1/2)). */
export const kernelConvergence: Claim<Config> = {
  id: "kernel-convergence",
  name: "Kernel, convergence",
  says: "The tangent kernel of a finite network comes to its limit like m^(−1/2): fully connected, convolutional and residual.",
  statement: String.raw`\mathbb E\,\frac{\|K_m-K\|_F}{\|K\|_F}=\Theta(m^{-1/2})`,
  quantity: "slope of the log of the root mean square relative error against log m, worst network",
  grade: "exponent",
  fidelity: "derived",
  addition: "the whole claim; limits in closed form, of the residual network by particles, whose standard error is taken off",
  assumes: [],
  construct: (config, context) => errors(config, context, architectures, 1, (paper) => paper),
  reduce: ({ constructed }) => ({
    kind: "curves",
    curves: [...new Set(constructed.map(({ run }) => run))].map((run) => {
      const own = constructed.filter((entry) => entry.run === run);
      return { run, group: run.slice(0, run.indexOf(",")), x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) };
    }),
  }),
  predict: () => ({ form: "slope equals", exponent: -1 / 2, towards: "large x", constants: "fitted" }),
  counter: {
    why: "finite networks whose hidden entries have a hundredth of the variance that the limit is of",
    construct: (config, context) => errors(config, context, ["fully-connected"], 1, (paper) => ({ ...paper, hidden: paper.hidden / 100 })),
  },
};

function errors(
  config: Config,
  context: Context,
  shapes: readonly Config["architecture"][],
  more: number,
  change: (paper: EntryVariances) => EntryVariances,
): readonly Measured[] {
  const { seeds, particles } = sizes[config.scale];
  const draws = more * sizes[config.scale].draws;
  const { engine } = context;
  return shapes.flatMap((architecture) =>
    Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) => {
      const key = fold(fold(fold(context.key, "kernel"), architecture), seed);
      const base: Config = { ...config, architecture, samples: 4, inputsFile: undefined, loss: "squared", outputs: 1 };
      const data = dataOf(base, { ...context, key });
      return widths[config.scale].map((width): Measured => {
        const network = networkOf(engine.math, { ...base, width }, data);
        const trained = trainedLayers(network);
        const limit =
          network.kind === "fully connected" && network.skip !== undefined
            ? particleKernel(engine, fold(key, "particles"), network, data.x, { particles: Math.ceil(particles / 8), trained })
            : { kernel: infiniteKernel(engine, network, data.x, { trained }), error: undefined };
        let square = 0;
        for (let draw = 0; draw < draws; draw++) {
          const theta = deepStart(engine.math, fold(fold(key, width), draw), network, change(forwardVariances(network)));
          const { distance } = kernelDrift(empiricalKernel(engine, network, theta, data.x, { trained }), limit.kernel);
          square += (distance * distance) / draws;
        }
        if (limit.error !== undefined) {
          let [own, all] = [0, 0];
          limit.error.forEach((error, k) => {
            own += error * error;
            all += (limit.kernel[k] as number) * (limit.kernel[k] as number);
          });
          square -= own / all;
        }
        return { run: `${architecture}, draw ${seed}`, x: width, value: Math.sqrt(Math.max(0, square)) };
      });
    }),
  );
}
