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

/** Channels of a convolution are half of the widths: its layers have taps times as many entries. */
const widths = { smoke: [8, 16, 32, 64], default: [16, 32, 64, 128, 256], full: [64, 128, 256, 512, 1024] } as const;
interface Sizes {
  /** Data sets, each with one curve. */
  readonly seeds: Readonly<Record<Config["architecture"], number>>;
  /** Networks of every width. */
  readonly draws: readonly number[];
  readonly particles: number;
}
const alike = (count: number): Sizes["seeds"] => ({ "fully-connected": count, convolutional: count, residual: count });
/**
 * Draws of a data set are spread so that every width's error scatters about as much: a network costs m², its squared error has a relative standard deviation from
 * four at the narrowest down to 1.4. A data set's power then has a standard deviation of about 0.15, as its change over the widths 0.2.
 */
const sizes: Readonly<Record<Config["scale"], Sizes>> = {
  smoke: { seeds: alike(3), draws: [2, 2, 2, 2], particles: 512 },
  // Powers of convolutions, which have half of the channels, have twice the variance.
  default: { seeds: { "fully-connected": 56, convolutional: 80, residual: 40 }, draws: [96, 96, 72, 36, 16], particles: 2048 },
  full: { seeds: alike(48), draws: [96, 96, 72, 36, 24], particles: 16_384 },
};

/** What a counter-run needs: errors that do not fall scatter little. */
const few: Sizes = { seeds: alike(4), draws: [2, 2, 2, 2, 2], particles: 512 };

/** ‖K_m − K‖_F/‖K‖_F = Θ(m^(−1/2)), of one architecture. */
function convergence(architecture: Config["architecture"], id: string, name: string, says: string, limit: string): Claim<Config> {
  return {
    id,
    name,
    says,
    statement: String.raw`\Bigl(\mathbb E\,\frac{\|K_m-K\|_F^2}{\|K\|_F^2}\Bigr)^{1/2}=\Theta(m^{-1/2})`,
    quantity: "power of m in √m times the root mean square relative error",
    grade: "exponent",
    fidelity: "derived",
    addition: `the whole claim; the limit ${limit}; margin 1/6, half the distance from m^(−1/2) to the m^(−1/6) that Theorem 5 alone would give`,
    assumes: [],
    construct: (config, context) => errors(config, context, architecture, (paper) => paper),
    reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
    predict: () => ({ form: "no trend", over: "m", margin: 1 / 6, constants: "fitted" }),
    counter: {
      why: "finite networks whose first entries have a hundredth of the variance that the limit is of",
      construct: (config, context) => errors(config, context, architecture, (paper) => ({ ...paper, first: paper.first / 100 }), few),
    },
  };
}

/** Fully connected networks. */
export const kernelConvergence = convergence(
  "fully-connected",
  "kernel-convergence",
  "Kernel, convergence",
  "The tangent kernel of a finite network comes to its limit like m^(−1/2).",
  "in closed form",
);

/** Convolutions. */
export const kernelConvergenceConvolutional = convergence(
  "convolutional",
  "kernel-convergence-convolutional",
  "Kernel, convolutional",
  "The tangent kernel of a finite convolutional network comes to its limit like m^(−1/2).",
  "in closed form",
);

/** Networks with skips. */
export const kernelConvergenceResidual = convergence(
  "residual",
  "kernel-convergence-residual",
  "Kernel, residual",
  "The tangent kernel of a finite network with skip connections comes to its limit like m^(−1/2).",
  "by particles, whose standard error is taken off",
);

function errors(
  config: Config,
  context: Context,
  architecture: Config["architecture"],
  change: (paper: EntryVariances) => EntryVariances,
  { seeds, draws, particles }: Sizes = sizes[config.scale],
): readonly Measured[] {
  const { engine } = context;
  return Array.from({ length: seeds[architecture] }, (_, seed) => seed).flatMap((seed) => {
    const key = fold(fold(fold(context.key, "kernel"), architecture), seed);
    const base: Config = { ...config, architecture, samples: 4, inputsFile: undefined, loss: "squared", outputs: 1 };
    const data = dataOf(base, { ...context, key });
    return widths[config.scale].map((full, level): Measured => {
      const width = architecture === "convolutional" ? full / 2 : full;
      const network = networkOf(engine.math, { ...base, width }, data);
      const trained = trainedLayers(network);
      const limit =
        network.kind === "fully connected" && network.skip !== undefined
          ? particleKernel(engine, fold(key, "particles"), network, data.x, { particles, trained })
          : { kernel: infiniteKernel(engine, network, data.x, { trained }), error: undefined };
      const count = draws[level] as number;
      let square = 0;
      for (let draw = 0; draw < count; draw++) {
        const theta = deepStart(engine.math, fold(fold(key, width), draw), network, change(forwardVariances(network)));
        const { distance } = kernelDrift(empiricalKernel(engine, network, theta, data.x, { trained }), limit.kernel);
        square += (distance * distance) / count;
      }
      if (limit.error !== undefined) {
        let [own, all] = [0, 0];
        limit.error.forEach((error, k) => {
          own += error * error;
          all += (limit.kernel[k] as number) * (limit.kernel[k] as number);
        });
        square -= own / all;
      }
      return { run: `data ${seed}`, x: width, value: Math.sqrt(Math.max(0, square) * width) };
    });
  });
}
