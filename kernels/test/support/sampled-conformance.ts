import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { type SampledNetwork, type SampledOptions, sampledParameterCount } from "../../src/sampled.ts";
import { sizesInTurn } from "./cases.ts";
import { distance } from "./derivative.ts";
import { uniforms } from "./random.ts";
import { plainSampled, sampledActivations } from "./sampled-cases.ts";

const parameterizations = ["plain", "output", "conic", "squared-entry"] as const;
const losses = ["squared", "logistic", "smooth-hinge"] as const;

/** What the sampled kernels of every backend must do, for every activation, loss, penalty and precision. */
export function sampledConformance(name: string, load: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await load();
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  /** Largest relative distance of value, gradient and outputs from the definition. */
  const compare = (network: SampledNetwork, n: number, options: SampledOptions): number => {
    const random = uniforms(n * 1000 + network.students * 10 + network.inputs);
    const y = random.array(n);
    const data = { x: random.array(n * network.inputs), y: options.loss === "squared" ? y : y.map((v) => (v > 0 ? 1 : -1)) };
    const theta = random.array(sampledParameterCount(network));
    const problem = engine.sampled.open(network, data, options);
    expect(problem.bytes).toBe(engine.sampled.plan(network, n, options));
    expect(problem.size).toBe(theta.length);
    const gradient = new Float64Array(theta.length);
    const outputs = new Float64Array(n);
    const value = problem.gradient(theta, gradient);
    expect(problem.value(theta)).toBe(value);
    problem.forward(theta, outputs);
    const plain = plainSampled(network, theta, data, options);
    const byHand = theta.slice();
    for (let i = 0; i < byHand.length; i++) byHand[i] = (byHand[i] as number) - 0.125 * (gradient[i] as number);
    problem.descend(theta, { step: 0.125, steps: 1, stopAt: Number.NEGATIVE_INFINITY });
    expect(theta, "one step of descend").toEqual(byHand);
    problem.close();
    // A gradient may vanish (a margin beyond the hinge), so that its size is measured against the loss too.
    const scale = Math.max(1e-3, ...plain.gradient.map(Math.abs));
    const apart = plain.gradient.reduce((most, v, i) => Math.max(most, Math.abs(v - (gradient[i] as number))), 0) / scale;
    return Math.max(apart, Math.abs(value - plain.value) / Math.max(1e-3, plain.value), distance(outputs, plain.outputs));
  };

  describe.each(sampledActivations)(`sampled loss of %s on ${name}`, (activation) => {
    it.each(parameterizations)("is its definition at awkward sizes, %s", (parameterization) => {
      for (const { n, d, m } of sizesInTurn()) {
        const network = { activation, parameterization, students: m, inputs: d };
        expect(compare(network, n, { loss: "squared" }), `n=${n} d=${d} m=${m}`).toBeLessThan(1e-12);
      }
    });

    it.each(losses)("is its definition with biases, fixed weights and penalties, %s", (loss) => {
      for (const parameterization of parameterizations) {
        for (const { n, d, m } of [
          { n: 33, d: 5, m: 7 },
          { n: 130, d: 9, m: 25 },
        ]) {
          const random = uniforms(m);
          const network = {
            activation,
            parameterization,
            students: m,
            inputs: d,
            hiddenBias: true,
            ...(parameterization === "output" ? {} : { outputWeights: random.array(m) }),
          };
          const options = { loss, l2: 0.25, pathNorm: parameterization === "squared-entry" ? 0 : 0.125 };
          expect(compare(network, n, options), `${parameterization} n=${n}`).toBeLessThan(1e-12);
          expect(compare(network, n, { ...options, precision: "float32" }), `float32, ${parameterization} n=${n}`).toBeLessThan(3e-5);
        }
      }
    });
  });

  it("keeps a single-precision problem single: near the double one, but not equal to it", () => {
    const network = { activation: "tanh", parameterization: "output", students: 33, inputs: 17 } as const;
    const apart = compare(network, 300, { loss: "squared", precision: "float32" });
    expect(apart).toBeGreaterThan(1e-10);
    expect(apart).toBeLessThan(1e-5);
  });

  it("descends bit for bit as gradient and update do when a step is cut into chunks", () => {
    for (const precision of ["float64", "float32"] as const) {
      const { network, data, theta } = sharedCase();
      const problem = engine.sampled.open(network, data, { precision, loss: "logistic", l2: 0.01 });
      const byHand = theta.slice();
      const gradient = new Float64Array(theta.length);
      let value = 0;
      for (let step = 0; step < 7; step++) {
        value = problem.gradient(byHand, gradient);
        for (let i = 0; i < byHand.length; i++) byHand[i] = (byHand[i] as number) - 0.1 * (gradient[i] as number);
      }
      const report = problem.descend(theta, { step: 0.1, steps: 7, stopAt: Number.NEGATIVE_INFINITY });
      expect(report.value).toBe(value);
      expect(theta).toEqual(byHand);
      problem.close();
    }
  });

  it("agrees with its definition when a step is cut into chunks", () => {
    const { network } = sharedCase();
    expect(compare(network, 2003, { loss: "squared" })).toBeLessThan(1e-12);
  });
}

/** A problem long enough for a team: n is no multiple of a block, m none of a panel. */
export function sharedCase() {
  const random = uniforms(11);
  const network = { activation: "softplus", parameterization: "output", students: 45, inputs: 21, hiddenBias: true } as const;
  const n = 2003;
  const data = { x: random.array(n * 21), y: random.array(n).map(Math.sign) };
  return { network, data, theta: random.array(sampledParameterCount(network)) };
}
