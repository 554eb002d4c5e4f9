import { readFileSync } from "node:fs";
import type { DeepLoss, DeepNetwork } from "@overparam/kernels";
import { availableBackends, loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { deepBatches } from "../../src/dynamics/deep-batches.ts";
import { deepObjective } from "../../src/objective/deep-objective.ts";

interface Fixture {
  readonly torch: string;
  readonly date: string;
  readonly command: string;
  readonly cases: readonly {
    readonly name: string;
    readonly network: DeepNetwork;
    readonly loss: DeepLoss;
    readonly x: number[];
    readonly y: number[];
    readonly theta: number[];
    readonly logits: number[];
    readonly value: number;
    readonly gradient: number[];
    readonly batches: number[][];
    readonly step: number;
    readonly afterEpoch: number[];
  }[];
}

const fixture = JSON.parse(readFileSync(new URL("../fixtures/deep-pytorch.json", import.meta.url), "utf8")) as Fixture;
const far = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const size = Math.max(...Array.from(b, Math.abs));
  return Math.max(...Array.from(b, (value, k) => Math.abs(value - (a[k] as number)))) / size;
};

describe.each(availableBackends())(`deep networks against PyTorch ${fixture.torch} on %s`, async (backend) => {
  const engine = await loadEngine({ backend });

  it.each(fixture.cases)("have its logits, loss and gradient: $name", (given) => {
    const data = { x: Float64Array.from(given.x), y: Float64Array.from(given.y) };
    const theta = Float64Array.from(given.theta);
    const objective = deepObjective(engine, given.network, data, { loss: given.loss, over: "sum" });
    const [logits, gradient] = [new Float64Array(given.logits.length), new Float64Array(theta.length)];
    objective.problem.forward(theta, logits);
    expect(far(logits, given.logits)).toBeLessThan(1e-10);
    expect(Math.abs(objective.gradient(theta, gradient) / given.value - 1)).toBeLessThan(1e-10);
    expect(far(gradient, given.gradient)).toBeLessThan(1e-10);
    objective.close();
  });

  it.each(fixture.cases)("are where it is after an epoch of the same batches: $name", (given) => {
    const data = { x: Float64Array.from(given.x), y: Float64Array.from(given.y) };
    const theta = Float64Array.from(given.theta);
    const batch = given.batches[0]?.length as number;
    const samples = given.batches.length * batch;
    const gradients = deepBatches(engine, given.network, data, batch, { loss: given.loss });
    const slope = new Float64Array(theta.length);
    for (const chosen of given.batches) {
      gradients.gradient(theta, Uint32Array.from(chosen), slope);
      for (let k = 0; k < theta.length; k++) theta[k] = (theta[k] as number) - given.step * (samples / batch) * (slope[k] as number);
    }
    gradients.close();
    expect(far(theta, given.afterEpoch)).toBeLessThan(1e-10);
    // An epoch moves far more than the tolerance.
    expect(far(theta, given.theta)).toBeGreaterThan(1e-3);
  });
});
