// One worker of a sweep: independent trials, each opened, trained and closed, on an engine of its own.
import { parentPort, workerData } from "node:worker_threads";
import { loadEngine } from "@overparam/kernels/node";
import { normals } from "./numbers.mjs";

const engine = await loadEngine({ backend: workerData.backend, threads: 1 });
const [n, d, m] = [200, 10, 20];
const x = normals(engine, "x", n * d);
const y = normals(engine, "y", n);
const start = normals(engine, "theta", m * d + m, 0.2);

parentPort.on("message", (trials) => {
  for (let trial = 0; trial < trials; trial++) {
    const problem = engine.sampled.open({ activation: "relu", parameterization: "output", students: m, inputs: d }, { x, y });
    problem.descend(start.slice(), { step: 1e-3, steps: 1000, stopAt: 0 });
    problem.close();
  }
  parentPort.postMessage("done");
});
parentPort.postMessage("ready");
