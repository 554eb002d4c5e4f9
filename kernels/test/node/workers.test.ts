import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { availableBackends, loadEngine } from "../../src/node/index.ts";

const source = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.loader).then(async ({ loadEngine }) => {
    const engine = await loadEngine({ backend: workerData.backend, memory: 2 ** 22 });
    const problem = engine.population.open(workerData.network, workerData.teacher);
    const theta = workerData.theta;
    problem.descend(theta, { step: 0.01, steps: 500, stopAt: 0 });
    parentPort.postMessage(theta);
  });`;

describe.each(availableBackends())("%s in worker threads", (backend) => {
  it("gives every thread its own engine and all of them the numbers of the main thread", async () => {
    const network = { activation: "abs", parameterization: "conic", students: 3, inputs: 2 } as const;
    const teacher = { directions: Float64Array.of(1, 0.2, -0.3, 1), weights: Float64Array.of(1, 1) };
    const theta = Float64Array.of(1, 0, 0.1, 1, 0.5, 0.5);
    const engine = await loadEngine({ backend });
    const here = theta.slice();
    engine.population.open(network, teacher).descend(here, { step: 0.01, steps: 500, stopAt: 0 });
    engine.close();
    const loader = new URL("../../dist/node/index.js", import.meta.url).href;
    const run = () =>
      new Promise<Float64Array>((resolve, reject) => {
        const worker = new Worker(source, { eval: true, workerData: { loader, backend, network, teacher, theta } });
        worker.once("message", resolve).once("error", reject);
      });
    for (const there of await Promise.all([run(), run(), run()])) expect(there).toEqual(here);
  });
});
