import { resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { drawPolicy, logProbabilityGradient, rollOut } from "../controller/lstm.ts";
import { kMeans } from "../grouping/k-means.ts";
import { nestedPartitions } from "../grouping/nested.ts";
import { groupCount } from "../grouping/partition.ts";
import study from "../index.ts";

const engine = await loadEngine();
const opened = (change: Readonly<Record<string, unknown>>) =>
  study.setup(resolveConfig(study, change), { engine, key: rootKey(study.id, 3), assets: new Map() });

describe("parts of yoo2018kshot", () => {
  it("differentiates the hybrid loss", () => {
    const { problem } = opened({ pretraining: 5, basePerClass: 5, shots: 2, triplet: 0.5 });
    const { objective } = problem;
    const theta = problem.start.map((entry, i) => entry + 0.01 * ((i % 7) - 3));
    const gradient = new Float64Array(theta.length);
    objective.gradient(theta, gradient);
    for (const k of [3, 500, 1100, theta.length - 2]) {
      const moved = (by: number) => objective.value(theta.map((entry, i) => (i === k ? entry + by : entry)));
      expect((moved(1e-6) - moved(-1e-6)) / 2e-6).toBeCloseTo(gradient[k] as number, 6);
    }
  });

  it("differentiates the policy's log probability", () => {
    const shape = { choices: 3, hidden: 4, length: 3 };
    const weights = drawPolicy(engine.math, rootKey("policy", 1), shape).map((entry) => 8 * entry);
    const actions = [2, 0, 1];
    const rolled = (at: Float64Array) => rollOut(engine.math, shape, at, (_, layer) => actions[layer] as number);
    const gradient = logProbabilityGradient(shape, weights, rolled(weights));
    weights.forEach((_, k) => {
      const moved = (by: number) => rolled(weights.map((entry, i) => (i === k ? entry + by : entry))).logProbability;
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(gradient[k] as number, 7);
    });
  });

  it("groups what is alike, and nests", () => {
    const rows = Float64Array.from([0, 0, 5, 5, 0.1, 0, 5, 5.1, -7, 2]);
    const partition = kMeans(rows, 5, 3, rootKey("groups", 1));
    expect(Array.from(partition)).toEqual([0, 1, 0, 1, 2]);
    const chain = nestedPartitions(rows, 5, [5, 3, 1]);
    expect(chain.map(groupCount)).toEqual([5, 3, 1]);
    expect(Array.from(chain[1] as Uint32Array)).toEqual([0, 1, 0, 1, 2]);
  });

  it("says in a sentence what does not fit", () => {
    expect(() => opened({ groups: [4] })).toThrow(/there must be 2 numbers/);
    expect(() => opened({ baseClasses: 9 })).toThrow(/two classes at least/);
    expect(() => opened({ shots: 50 })).toThrow(/one at least must be left/);
  });
});
