import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { sampledConformance, sharedCase } from "../support/sampled-conformance.ts";

describe.each(availableBackends())("%s", (backend) => {
  sampledConformance(backend, () => loadEngine({ backend }));
});

describe.each(availableBackends())("threads inside a step on %s", (backend) => {
  const numbers = async (threads: number) => {
    const engine = await loadEngine({ backend, threads, memory: 2 ** 26 });
    const { network, data, theta } = sharedCase();
    const problem = engine.sampled.open(network, data);
    const gradient = new Float64Array(theta.length);
    const values: number[] = [];
    for (let call = 0; call < 20; call++) values.push(problem.gradient(theta, gradient), problem.descend(theta, order).value);
    const outputs = new Float64Array(data.y.length);
    problem.forward(theta, outputs);
    const report = problem.descend(theta, { step: 0.05, steps: 1000, stopAt: (values.at(-1) as number) * 0.999 });
    problem.close();
    engine.close();
    return { threads: engine.threads, values, gradient, outputs, report, theta };
  };
  const order = { step: 0.05, steps: 9, stopAt: Number.NEGATIVE_INFINITY };

  it("change no number, and are no more than there are cores", async () => {
    const alone = await numbers(1);
    const shared = await numbers(1000);
    expect(alone.threads).toBe(1);
    expect(shared.threads).toBe(Math.min(64, availableParallelism()));
    expect({ ...shared, threads: 1 }).toEqual(alone);
  });

  it("serve several engines at once, opened and closed in any order", async () => {
    const first = await loadEngine({ backend, threads: 2, memory: 2 ** 26 });
    const second = await loadEngine({ backend, threads: 2, memory: 2 ** 26 });
    const { network, data, theta } = sharedCase();
    const one = first.sampled.open(network, data);
    const two = second.sampled.open(network, data);
    const value = one.value(theta);
    expect(two.value(theta)).toBe(value);
    first.close();
    expect(() => one.value(theta)).toThrow(/closed/);
    expect(two.value(theta)).toBe(value);
    second.close();
    second.close();
  });
});
