import { availableBackends, loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { dynamicsConformance } from "../../src/conformance/dynamics-conformance.ts";
import { objectiveConformance } from "../../src/conformance/objective-conformance.ts";
import { deepBatches } from "../../src/dynamics/deep-batches.ts";
import { gradientDescent } from "../../src/dynamics/gradient-descent.ts";
import { batchOf, miniBatchDescent } from "../../src/dynamics/mini-batch-descent.ts";
import { deepLayout } from "../../src/network/deep-layout.ts";
import { deepStart } from "../../src/network/deep-start.ts";
import { standardVariances } from "../../src/network/entry-variances.ts";
import { deepObjective, type DeepObjectiveOptions } from "../../src/objective/deep-objective.ts";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import type { DeepNetwork, Engine } from "@overparam/kernels";

const vitest = { describe, it, expect };

/** A problem on Gaussian data; targets are classes where the loss wants them. */
function problemOf(engine: Engine, network: DeepNetwork, inputs: number, n: number, seed: number, options: DeepObjectiveOptions = {}) {
  const key = rootKey("deep objective", seed);
  const outputs = network.outputs ?? 1;
  const x = new Float64Array(n * inputs);
  normal(engine.math, fold(key, "x"), x);
  const y = new Float64Array(n * outputs);
  normal(engine.math, fold(key, "y"), y);
  if (options.loss === "cross-entropy") y.forEach((_, k) => (y[k] = k % outputs === Math.floor(k / outputs) % outputs ? 1 : 0));
  const start = deepStart(engine.math, fold(key, "start"), network, standardVariances(network, 1.5));
  return { objective: deepObjective(engine, network, { x, y }, options), start, data: { x, y } };
}

for (const backend of availableBackends()) {
  const engine = await loadEngine({ backend });
  const layers = [
    ["squared", "relu", undefined],
    ["cross-entropy", "tanh", 0.5],
    ["pseudo-huber", "softplus", undefined],
    ["geman-mcclure", "erf", undefined],
    ["a loss of one's own", "gelu", undefined],
  ] as const;
  // The kernels' own suite visits every backend; two are enough for what core adds.
  for (const [loss, activation, skip] of backend === availableBackends()[0] || backend === "wasm" ? layers : []) {
    objectiveConformance(
      vitest,
      {
        name: `deep network, ${loss}, ${activation}`,
        open: ({ n, d, m }) => {
          const network: DeepNetwork = {
            kind: "fully connected",
            inputs: d,
            width: m,
            layers: 3,
            outputs: 2,
            activation,
            ...(skip === undefined ? {} : { skip }),
          };
          // log cosh of the residual: convex, Lipschitz and smooth.
          const own = (f: Float64Array, y: Float64Array, slope: Float64Array): number => {
            let sum = 0;
            f.forEach((value, k) => {
              const r = value - (y[k] as number);
              slope[k] = engine.math.tanh(r);
              sum += Math.abs(r) + engine.math.log1p(engine.math.exp(-2 * Math.abs(r))) - 0.6931471805599453;
            });
            return sum;
          };
          const { objective, start } = problemOf(engine, network, d, n, n + d + m, { loss: loss === "a loss of one's own" ? own : loss });
          return { objective, theta: start };
        },
      },
      engine,
    );
  }

  const network = { kind: "fully connected", inputs: 3, width: 9, layers: 2, outputs: 2 } as const;
  dynamicsConformance(vitest, {
    name: `gradient descent of a deep network on ${backend}`,
    open: () => ({
      problem: problemOf(engine, network, 3, 12, 1, { trained: [false, true, false] }),
      dynamics: gradientDescent({ step: 0.01 }),
    }),
  });
  for (const order of ["independent", "epochs"] as const) {
    dynamicsConformance(vitest, {
      name: `mini-batch descent (${order}) on ${backend}`,
      open: () => {
        const problem = problemOf(engine, network, 3, 12, 1, { over: "sum" });
        const open = () => deepBatches(engine, network, problem.data, 4);
        return { problem, dynamics: miniBatchDescent({ step: 0.001, samples: 12, batch: 4, order, open }) };
      },
    });
  }
}

describe("batches", () => {
  it("of an epoch are the parts of a permutation, and come again from the key alone", () => {
    const key = rootKey("batches", 1);
    const epoch = [6, 7, 8].flatMap((step) => [...batchOf(key, step, 12, 4, "epochs")]);
    expect(epoch.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    expect(batchOf(key, 7, 12, 4, "epochs")).toEqual(batchOf(key, 7, 12, 4, "epochs"));
    expect(new Set(batchOf(key, 3, 12, 5, "independent")).size).toBe(5);
  });

  it("are refused where they cannot be", () => {
    const order = { step: 0.1, samples: 12, open: () => ({ gradient: () => 0, close: () => undefined }) };
    expect(() => miniBatchDescent({ ...order, batch: 13 })).toThrow(/from 1 to the 12 samples/);
    expect(() => miniBatchDescent({ ...order, batch: 5, order: "epochs" })).toThrow(/must divide the 12 samples/);
    expect(() => miniBatchDescent({ ...order, batch: 4, step: 0 })).toThrow(/positive number/);
  });

  it("of all samples take the steps of gradient descent", async () => {
    const engine = await loadEngine();
    const network = { kind: "fully connected", inputs: 3, width: 9, layers: 2, outputs: 2 } as const;
    const problem = problemOf(engine, network, 3, 12, 1, { over: "sum" });
    const batches = miniBatchDescent({ step: 0.001, samples: 12, batch: 12, open: () => deepBatches(engine, network, problem.data, 12) });
    const a = batches.advance(problem, batches.init(problem, rootKey("batches", 2)), 5, { value: 0 }).state.theta;
    const descent = gradientDescent({ step: 0.001 });
    const b = descent.advance(problem, descent.init(problem, rootKey("batches", 2)), 5, { value: 0 }).state.theta;
    expect(Math.max(...a.map((value, k) => Math.abs(value - (b[k] as number))))).toBeLessThan(1e-13);
    problem.objective.close();
  });
});

it("a layout of a deep network names its blocks once, in order", () => {
  const { blocks, size } = deepLayout({ kind: "circular", positions: 4, taps: 3, inputs: 2, channels: 5, layers: 2, outputs: 3 });
  expect(blocks.map(({ name, shape, offset }) => [name, shape, offset])).toEqual([
    ["W1", [5, 2], 0],
    ["W2", [5, 15], 10],
    ["B", [3, 4, 5], 85],
  ]);
  expect(size).toBe(145);
});
