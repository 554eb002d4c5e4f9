import {
  type Context,
  deepBatches,
  deepObjective,
  deepStart,
  type Dynamics,
  empiricalKernel,
  evenlySpaced,
  fold,
  gradientDescent,
  kernelPrediction,
  linearisedObjective,
  miniBatchDescent,
  misuse,
  type Setup,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { dataOf } from "./data/data-of.ts";
import type { AllenZhuProblem } from "./problem.ts";
import { limitKernel } from "./start/limit-kernel.ts";
import { networkOf, trainedLayers } from "./start/network.ts";
import { variancesOf } from "./start/variances.ts";

/**
 * Sets up a run of the paper: inputs and targets, the network with its Gaussian start, the loss summed over samples, GD or SGD on W_1 … W_L.
 *
 * Data depend on the seed alone, the start on the seed, the width and the depth.
 */
export function setup(config: Config, context: Context): Setup<AllenZhuProblem> {
  const { engine } = context;
  const data = dataOf(config, context);
  const network = networkOf(engine.math, config, data);
  const trained = trainedLayers(network);
  const variances = variancesOf(engine.math, network, config.outputPower);
  const key = fold(fold(fold(context.key, "start"), config.width), config.layers);
  const start = deepStart(engine.math, key, network, variances);
  const { batch } = config;
  if (batch > data.samples)
    throw misuse("allenzhu2019convergence: batch", `must be at most samples = ${data.samples}`, batch, "0 takes all samples");
  if (batch > 0 && config.linearised)
    throw misuse(
      "allenzhu2019convergence: linearised",
      "the linearised network is trained on all samples",
      `batch = ${batch}`,
      "set batch = 0",
    );

  const deep = deepObjective(engine, network, data, { trained, loss: config.loss, over: "sum" });
  const kernel = limitKernel(engine, network, variances, start, data.x);
  const f = new Float64Array(data.samples * data.outputs);
  deep.problem.forward(start, f);
  const residuals = f.map((value, k) => value - (data.y[k] as number));
  const unscaled = kernelPrediction(engine, kernel, residuals, 1);
  const largest = unscaled.eigenvalues.at(-1) as number;
  const share = batch === 0 ? 1 : batch / data.samples;
  const eta = (share * config.step) / largest;
  const startLoss = deep.value(start);
  const objective = config.linearised ? linearisedObjective(deep, start) : deep;
  return {
    problem: {
      objective,
      start,
      deep,
      network,
      trained,
      data,
      startKernel: config.drift ? empiricalKernel(engine, network, start, data.x, { trained }) : new Float64Array(0),
    },
    dynamics: (batch === 0
      ? gradientDescent({ step: eta })
      : miniBatchDescent({
          step: eta,
          samples: data.samples,
          batch,
          open: () => deepBatches(engine, network, data, batch, { trained, loss: config.loss }),
        })) as Dynamics,
    schedule: evenlySpaced({ last: config.steps, every: config.every }),
    stopAt: config.stopLoss * startLoss,
    key: fold(context.key, "steps"),
    facts: {
      n: data.samples,
      inputs: data.inputs,
      outputs: data.outputs,
      m: config.width,
      L: config.layers,
      delta: data.separation,
      tau: network.skip ?? 0,
      eta,
      startLoss,
      kernelEigenvalues: Array.from(unscaled.eigenvalues),
      kernelEnergies: Array.from(unscaled.energies),
    },
  };
}
