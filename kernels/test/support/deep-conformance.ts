import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deepBlockShapes, type DeepLoss, type DeepNetwork, type DeepOptions, deepInputCount, deepParameterCount } from "../../src/deep.ts";
import type { Engine } from "../../src/engine.ts";
import { along, derivative, distance, dot, norm } from "./derivative.ts";
import { naiveDeep, naiveLoss } from "./naive-deep.ts";
import { uniforms } from "./random.ts";

interface Case {
  readonly n: number;
  readonly network: DeepNetwork;
  readonly options?: DeepOptions;
}

const dense = (n: number, inputs: number, width: number, layers: number, more: object = {}, options: DeepOptions = {}): Case => ({
  n,
  network: { kind: "fully connected", inputs, width, layers, ...more },
  options,
});
const ring = (n: number, positions: number, taps: number, inputs: number, channels: number, layers: number, more: object = {}): Case => ({
  n,
  network: { kind: "circular", positions, taps, inputs, channels, layers, ...more },
});
const images = (
  n: number,
  [inputChannels, height, width, channels, layers]: readonly [number, number, number, number, number],
  more: object = {},
  options: DeepOptions = {},
): Case => ({ n, network: { kind: "convolutional", inputChannels, height, width, channels, layers, ...more }, options });
const residual = (n: number, height: number, width: number, channels: number, layers: number, more: object): Case => ({
  n,
  network: { kind: "residual", height, width, channels, layers, ...more },
});

/** One of everything, primes, and the sizes of vectors and tiles give or take one; then outputs, activations, losses and skips. */
const cases: readonly Case[] = [
  dense(1, 1, 1, 1),
  dense(3, 2, 5, 2),
  dense(33, 7, 23, 3),
  dense(7, 31, 25, 2),
  dense(129, 3, 9, 1),
  images(1, [1, 1, 1, 1, 1]),
  images(2, [3, 1, 5, 2, 2]),
  images(3, [1, 7, 3, 9, 2]),
  images(2, [17, 5, 8, 7, 1]),
  images(2, [2, 8, 31, 5, 3]),
  residual(1, 1, 1, 2, 1, { scale: 0.5 }),
  residual(3, 5, 4, 3, 3, { scale: 0.7 }),
  residual(2, 9, 9, 17, 2, { scale: -0.3 }),
  dense(9, 4, 25, 3, { outputs: 3 }, { over: "sum" }),
  dense(5, 3, 7, 2, { outputs: 10 }, { loss: "cross-entropy" }),
  dense(5, 3, 9, 4, { outputs: 2, skip: 0.3 }, { loss: "pseudo-huber" }),
  dense(4, 3, 8, 3, { outputs: 2, activation: "tanh", skip: 0.5 }, { loss: "geman-mcclure", over: "sum" }),
  dense(4, 3, 8, 2, { activation: "softplus" }, { loss: "logistic" }),
  dense(4, 3, 31, 2, { activation: "erf" }),
  dense(4, 3, 8, 2, { activation: "sigmoid", outputs: 2 }),
  dense(4, 3, 8, 2, { activation: "gelu", outputs: 2 }),
  ring(1, 1, 1, 1, 2, 2),
  ring(3, 5, 3, 2, 7, 3, { outputs: 2 }),
  ring(4, 4, 2, 3, 5, 3, { activation: "tanh" }),
  ring(2, 3, 3, 1, 9, 4, { outputs: 3, skip: 0.4 }),
  images(9, [2, 4, 3, 5, 2], { outputs: 3 }, { loss: "cross-entropy" }),
  images(3, [2, 4, 3, 3, 2], { activation: "softplus", outputs: 2 }, { over: "sum" }),
  residual(11, 3, 3, 2, 2, { scale: 0.5, activation: "tanh", outputs: 2 }),
];

/** What deep networks must do on every backend. */
export function deepConformance(name: string, load: (threads: number) => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await load(1);
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  const open = ({ n, network, options = {} }: Case, more: DeepOptions = {}, on = engine) => {
    const size = deepParameterCount(network);
    const outputs = network.outputs ?? 1;
    const random = uniforms(size + n);
    // A chain of single units is dead at most random points: positive numbers keep it alive.
    const positive = (network.kind === "fully connected" ? network.width : network.channels) === 1;
    const array = (length: number) => (positive ? random.array(length).map(Math.abs) : random.array(length));
    const x = array(n * deepInputCount(network));
    const y = targets(options.loss ?? "squared", array(n * outputs), outputs);
    const problem = on.deep.open(network, { x, y }, { ...options, ...more });
    return { ...problem, data: { x, y }, theta: array(size), direction: random.array(size), u: random.array(n * outputs) };
  };
  const rows = (array: Float64Array, size: number) =>
    Array.from({ length: array.length / size }, (_, i) => array.subarray(i * size, (i + 1) * size));

  describe(`deep networks on ${name}`, () => {
    describe.each(cases)("n=$n $network $options", (shape) => {
      const { n, network, options = {} } = shape;
      const outputs = network.outputs ?? 1;

      it("compute what the definition says", () => {
        const problem = open(shape);
        const out = new Float64Array(n * outputs);
        problem.forward(problem.theta, out);
        const plain = rows(problem.data.x, deepInputCount(network)).map((x) => naiveDeep(engine.math, network, problem.theta, x));
        expect(distance(out, Float64Array.from(plain.flat()))).toBeLessThan(1e-12);
        const { loss = "squared", over = "mean" } = options;
        const targetRows = rows(problem.data.y, outputs);
        const sum = plain.reduce((total, f, i) => total + naiveLoss(engine.math, loss, f, targetRows[i] as Float64Array), 0);
        const value = over === "mean" ? sum / n : sum;
        expect(Math.abs(problem.value(problem.theta) - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, value));
        problem.close();
      });

      it("have a gradient that is the slope of the loss", () => {
        const problem = open(shape);
        const gradient = problem.theta.slice();
        expect(problem.gradient(problem.theta, gradient)).toBe(problem.value(problem.theta));
        // Fourth-order differences of a piecewise smooth function: at a random point no kink lies within the step.
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
          const [forward, back] = [new Float64Array(n * outputs), problem.theta.slice()];
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
        const [out, forward] = [new Float64Array(n * outputs), new Float64Array(n * outputs)];
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

      it("have the gradient of all blocks where θ is trained, and 0 where it is held fixed", () => {
        const all = open(shape);
        const whole = all.theta.slice();
        all.gradient(all.theta, whole);
        all.close();
        const sizes = deepBlockShapes(network).map((sides) => sides.reduce((product, side) => product * side, 1));
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

      it.each([true, false])("descend bit for bit as gradient and update do (output weights trained: %s)", (last) => {
        const problem = open(shape, { trained: Array.from({ length: network.layers + 1 }, (_, l) => l < network.layers || last) });
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

      it("have the tangent kernel J Jᵀ, whole and in rectangles", () => {
        const problem = open(shape, { tangentKernel: true });
        const size = n * outputs;
        const kernel = new Float64Array(size * size);
        problem.tangentKernel(problem.theta, kernel);
        const jacobian = Array.from({ length: size }, (_, i) => {
          const unit = new Float64Array(size);
          unit[i] = 1;
          const row = problem.theta.slice();
          problem.pullback(problem.theta, unit, row);
          return row;
        });
        const plain = Float64Array.from({ length: size * size }, (_, k) =>
          dot(jacobian[Math.floor(k / size)] as Float64Array, jacobian[k % size] as Float64Array),
        );
        expect(distance(kernel, plain)).toBeLessThan(1e-12);
        const [row, column] = [Math.floor(n / 3), Math.floor(n / 2)];
        const [high, wide] = [(n - row) * outputs, (n - column) * outputs];
        const part = new Float64Array(high * wide);
        problem.tangentKernel(problem.theta, part, { row, rows: n - row, column, columns: n - column });
        const cut = Float64Array.from({ length: high * wide }, (_, k) => {
          const [i, j] = [row * outputs + Math.floor(k / wide), column * outputs + (k % wide)];
          return plain[i * size + j] as number;
        });
        expect(norm(part.map((value, k) => value - (cut[k] as number)))).toBeLessThanOrEqual(1e-12 * norm(plain));
        problem.close();
      });
    });

    it("say their bytes first and refuse more than the limit", () => {
      const network = { kind: "convolutional", height: 1e6, width: 1e6, channels: 512, layers: 9 } as const;
      expect(engine.deep.plan(network, 1000)).toBeGreaterThan(1e15);
      const small = { kind: "fully connected", inputs: 3, width: 4, layers: 2 } as const;
      const problem = engine.deep.open(small, { x: new Float64Array(6), y: new Float64Array(2) });
      expect(problem.bytes).toBe(engine.deep.plan(small, 2));
      expect(() => problem.tangentKernel(new Float64Array(problem.size), new Float64Array(4))).toThrow(/tangentKernel: true/);
      problem.close();
      expect(() => engine.deep.open({ ...small, width: 3e5 }, { x: new Float64Array(6), y: new Float64Array(2) })).toThrow(/limit/);
      expect(() => engine.deep.plan(small, 2, { trained: [true] })).toThrow(/3 entries/);
      expect(() => engine.deep.plan({ ...small, activation: "abs" as never }, 2)).toThrow(/activation must be one of relu, tanh/);
      expect(() => engine.deep.plan(small, 2, { loss: "hinge" as never })).toThrow(/loss must be one of squared, cross-entropy/);
      expect(() => engine.deep.plan({ kind: "circular", positions: 2, taps: 3, inputs: 1, channels: 1, layers: 1 }, 2)).toThrow(/taps/);
      expect(() => engine.deep.open({ ...small, outputs: 4 }, { x: new Float64Array(6), y: new Float64Array(2) })).toThrow(/4 entries/);
    });

    it("take fresh samples", () => {
      const shape = cases[8] as Case;
      const [first, second] = [open(shape), open({ ...shape })];
      const random = uniforms(5);
      const fresh = { x: random.array(shape.n * deepInputCount(shape.network)), y: random.array(shape.n) };
      first.load(fresh);
      const again = engine.deep.open(shape.network, fresh);
      expect(first.value(first.theta)).toBe(again.value(first.theta));
      expect(second.value(first.theta)).not.toBe(again.value(first.theta));
      for (const problem of [first, second, again]) problem.close();
    });

    it("show their hidden layers, the last of which makes the outputs", () => {
      const shape = ring(3, 5, 3, 2, 7, 3, { outputs: 2 });
      const problem = open(shape);
      const [hidden, out] = [new Float64Array(3 * 35), new Float64Array(6)];
      problem.hidden(problem.theta, 3, hidden);
      problem.forward(problem.theta, out);
      const b = problem.theta.subarray(problem.theta.length - 70);
      out.forEach((f, k) => {
        const [i, o] = [Math.floor(k / 2), k % 2];
        expect(Math.abs(f - dot(hidden.subarray(35 * i, 35 * i + 35), b.subarray(35 * o, 35 * o + 35)))).toBeLessThan(1e-12);
      });
      expect(() => problem.hidden(problem.theta, 4, hidden)).toThrow(/at most 3/);
      problem.close();
    });

    // Node's V8 traps at random where threads of WebAssembly run code that it is still compiling and it guards code by memory protection keys
    // (node --no-wasm-memory-protection-keys is steady): natively only.
    it.skipIf(name === "wasm")("give the same bits with any number of threads", async () => {
      const large: readonly Case[] = [
        dense(70, 40, 200, 3, { outputs: 3 }),
        ring(20, 6, 3, 5, 70, 3, { outputs: 2, activation: "tanh" }),
        images(17, [3, 11, 9, 25, 3], { outputs: 2 }, { loss: "cross-entropy" }),
        residual(9, 13, 9, 24, 3, { scale: 0.5 }),
      ];
      const numbers = (on: Engine): number[] =>
        large.flatMap((shape) => {
          const problem = open(shape, { tangentKernel: true }, on);
          const size = shape.n * problem.outputs;
          const [gradient, push, kernel] = [problem.theta.slice(), new Float64Array(size), new Float64Array(size * size)];
          const value = problem.gradient(problem.theta, gradient);
          problem.pushforward(problem.theta, problem.direction, push);
          problem.tangentKernel(problem.theta, kernel);
          problem.descend(problem.theta, { step: 1e-3, steps: 2, stopAt: 0 });
          const all = [value, ...gradient, ...push, ...kernel, ...problem.theta];
          problem.close();
          return all;
        });
      const alone = numbers(engine);
      for (const threads of [2, 3]) {
        const team = await load(threads);
        expect(numbers(team)).toEqual(alone);
        team.close();
      }
    });
  });
}

/** Targets that the loss can have: classes, signs, or any numbers. */
function targets(loss: DeepLoss, numbers: Float64Array, outputs: number): Float64Array {
  if (loss === "logistic") return numbers.map((value) => (value < 0 ? -1 : 1));
  if (loss !== "cross-entropy") return numbers;
  return numbers.map((_, k) => (k % outputs === Math.floor(Math.abs(numbers[k - (k % outputs)] as number) * 7919) % outputs ? 1 : 0));
}
