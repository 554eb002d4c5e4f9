import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeepNetwork, type DeepOptions, deepParameterCount } from "../../src/deep.ts";
import type { Engine } from "../../src/engine.ts";
import { along, derivative, distance, dot, norm } from "./derivative.ts";
import { naiveDeep } from "./naive-deep.ts";
import { uniforms } from "./random.ts";

const dense = (n: number, inputs: number, width: number, layers: number) =>
  ({ n, inputs, network: { kind: "fully connected", inputs, width, layers } }) as const;
const images = (n: number, inputChannels: number, height: number, width: number, channels: number, layers: number) =>
  ({
    n,
    inputs: inputChannels * height * width,
    network: { kind: "convolutional", inputChannels, height, width, channels, layers },
  }) as const;
const residual = (n: number, height: number, width: number, channels: number, layers: number, scale: number) =>
  ({ n, inputs: channels * height * width, network: { kind: "residual", height, width, channels, layers, scale } }) as const;

/** One of everything, primes, and the sizes of vectors and tiles give or take one. */
const cases: readonly { n: number; inputs: number; network: DeepNetwork }[] = [
  dense(1, 1, 1, 1),
  dense(3, 2, 5, 2),
  dense(33, 7, 23, 3),
  dense(7, 31, 25, 2),
  dense(129, 3, 9, 1),
  images(1, 1, 1, 1, 1, 1),
  images(2, 3, 1, 5, 2, 2),
  images(3, 1, 7, 3, 9, 2),
  images(2, 17, 5, 8, 7, 1),
  images(2, 2, 8, 31, 5, 3),
  residual(1, 1, 1, 1, 2, 0.5),
  residual(3, 5, 4, 3, 3, 0.7),
  residual(2, 9, 9, 17, 2, -0.3),
];

/** What deep networks must do on every backend. */
export function deepConformance(name: string, load: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await load();
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  const open = ({ n, inputs, network }: (typeof cases)[number], options: DeepOptions = {}) => {
    const size = deepParameterCount(network);
    const random = uniforms(size + n);
    // A chain of single units is dead at most random points: positive numbers keep it alive.
    const positive = (network.kind === "fully connected" ? network.width : network.channels) === 1;
    const array = (length: number) => (positive ? random.array(length).map(Math.abs) : random.array(length));
    const data = { x: array(n * inputs), y: array(n) };
    const problem = engine.deep.open(network, data, options);
    return { ...problem, data, theta: array(size), direction: random.array(size), u: random.array(n) };
  };
  const sample = ({ inputs }: { inputs: number }, x: Float64Array, i: number) => x.subarray(i * inputs, (i + 1) * inputs);

  describe(`deep networks on ${name}`, () => {
    describe.each(cases)("n=$n $network", (shape) => {
      const { n, network } = shape;

      it("compute what the definition says", () => {
        const problem = open(shape);
        const out = new Float64Array(n);
        problem.forward(problem.theta, out);
        const plain = out.map((_, i) => naiveDeep(network, problem.theta, sample(shape, problem.data.x, i)));
        expect(distance(out, plain)).toBeLessThan(1e-12);
        const loss = plain.reduce((sum, f, i) => sum + (f - (problem.data.y[i] as number)) ** 2, 0) / (2 * n);
        expect(Math.abs(problem.value(problem.theta) - loss)).toBeLessThanOrEqual(1e-12 * loss);
        problem.close();
      });

      it("have a gradient that is the slope of the loss", () => {
        const problem = open(shape);
        const gradient = problem.theta.slice();
        expect(problem.gradient(problem.theta, gradient)).toBe(problem.value(problem.theta));
        // Fourth-order differences of a piecewise polynomial: at a random point no kink lies within the step.
        const slope = derivative(
          (t) => problem.value(along(problem.theta, t, problem.direction)),
          1e-6,
          1e-15 * problem.value(problem.theta),
        );
        const size = norm(gradient) * norm(problem.direction);
        expect(slope.error, "power of the check").toBeLessThanOrEqual(1e-5 * size);
        expect(Math.abs(dot(gradient, problem.direction) - slope.value)).toBeLessThanOrEqual(slope.error);
        problem.close();
      });

      it("have ⟨J v, u⟩ = ⟨v, Jᵀ u⟩, with any blocks held fixed", () => {
        for (const kept of [-1, ...Array.from({ length: network.layers + 1 }, (_, l) => l)]) {
          const trained = Array.from({ length: network.layers + 1 }, (_, l) => kept < 0 || l === kept);
          const problem = open(shape, { trained });
          const [forward, back] = [new Float64Array(n), problem.theta.slice()];
          problem.pushforward(problem.theta, problem.direction, forward);
          problem.pullback(problem.theta, problem.u, back);
          const [left, right] = [dot(forward, problem.u), dot(problem.direction, back)];
          expect(Math.abs(left - right), `kept ${kept}`).toBeLessThanOrEqual(
            1e-12 * (norm(forward) * norm(problem.u) + norm(back) * norm(problem.direction)),
          );
          problem.close();
        }
      });

      it("have J v that is the slope of the outputs", () => {
        const problem = open(shape);
        const [out, forward] = [new Float64Array(n), new Float64Array(n)];
        problem.pushforward(problem.theta, problem.direction, forward);
        const slope = derivative(
          (t) => {
            problem.forward(along(problem.theta, t, problem.direction), out);
            return dot(out, problem.u);
          },
          1e-6,
          1e-15 * norm(problem.theta) * norm(problem.u),
        );
        expect(Math.abs(dot(forward, problem.u) - slope.value)).toBeLessThanOrEqual(slope.error + 1e-12);
        problem.close();
      });

      it("have the gradient 1/n Jᵀ (f − y), and 0 where θ is held fixed", () => {
        const all = open(shape);
        const whole = all.theta.slice();
        all.gradient(all.theta, whole);
        all.close();
        const sizes = blockSizes(network);
        for (let kept = 0; kept <= network.layers; kept++) {
          const problem = open(shape, { trained: sizes.map((_, l) => l === kept) });
          const part = problem.theta.slice().fill(Number.NaN);
          problem.gradient(problem.theta, part);
          let at = 0;
          for (const [l, size] of sizes.entries()) {
            const here = part.subarray(at, at + size);
            expect(here).toEqual(l === kept ? whole.subarray(at, at + size) : new Float64Array(size));
            at += size;
          }
          problem.close();
        }
      });

      it("descend bit for bit as gradient and update do", () => {
        const problem = open(shape);
        const [byHand, gradient] = [problem.theta.slice(), problem.theta.slice()];
        const step = 0.01;
        for (let i = 0; i < 3; i++) {
          problem.gradient(byHand, gradient);
          for (let k = 0; k < byHand.length; k++) byHand[k] = (byHand[k] as number) - step * (gradient[k] as number);
        }
        const report = problem.descend(problem.theta, { step, steps: 3, stopAt: Number.NEGATIVE_INFINITY });
        expect(report.taken).toBe(3);
        expect(problem.theta).toEqual(byHand);
        problem.close();
      });

      it("have the tangent kernel J Jᵀ", () => {
        const problem = open(shape, { tangentKernel: true });
        const kernel = new Float64Array(n * n);
        problem.tangentKernel(problem.theta, kernel);
        const rows = Array.from({ length: n }, (_, i) => {
          const unit = new Float64Array(n);
          unit[i] = 1;
          const row = problem.theta.slice();
          problem.pullback(problem.theta, unit, row);
          return row;
        });
        const plain = Float64Array.from({ length: n * n }, (_, k) =>
          dot(rows[Math.floor(k / n)] as Float64Array, rows[k % n] as Float64Array),
        );
        expect(distance(kernel, plain)).toBeLessThan(1e-12);
        problem.close();
      });
    });

    it("says its bytes first and refuses more than the limit", () => {
      const network = { kind: "convolutional", height: 1e6, width: 1e6, channels: 512, layers: 9 } as const;
      expect(engine.deep.plan(network, 1000)).toBeGreaterThan(1e15);
      const small = { kind: "fully connected", inputs: 3, width: 4, layers: 2 } as const;
      const problem = engine.deep.open(small, { x: new Float64Array(6), y: new Float64Array(2) });
      expect(problem.bytes).toBe(engine.deep.plan(small, 2));
      expect(() => problem.tangentKernel(new Float64Array(problem.size), new Float64Array(4))).toThrow(/tangentKernel: true/);
      problem.close();
      expect(() => engine.deep.open({ ...small, width: 3e5 }, { x: new Float64Array(6), y: new Float64Array(2) })).toThrow(/limit/);
      expect(() => engine.deep.plan(small, 2, { trained: [true] })).toThrow(/3 entries/);
    });

    it("takes fresh samples", () => {
      const shape = cases[8] as (typeof cases)[number];
      const [first, second] = [open(shape), open({ ...shape })];
      const random = uniforms(5);
      const fresh = { x: random.array(shape.n * shape.inputs), y: random.array(shape.n) };
      first.load(fresh);
      const again = engine.deep.open(shape.network, fresh);
      expect(first.value(first.theta)).toBe(again.value(first.theta));
      expect(second.value(first.theta)).not.toBe(again.value(first.theta));
      for (const problem of [first, second, again]) problem.close();
    });
  });
}

function blockSizes(network: DeepNetwork): number[] {
  const { layers } = network;
  const output = network.kind === "fully connected" ? network.width : network.channels * network.height * network.width;
  const [unit, first, taps] =
    network.kind === "fully connected"
      ? [network.width, network.inputs, 1]
      : [network.channels, network.kind === "convolutional" ? (network.inputChannels ?? network.channels) : network.channels, 9];
  return [...Array.from({ length: layers }, (_, l) => unit * (l === 0 ? first : unit) * taps), output];
}
