import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { parameterCount } from "../../src/two-layer.ts";
import { forms, network, sizesInTurn } from "./cases.ts";
import { along, derivative, distance, dot } from "./derivative.ts";
import { naiveSampled } from "./naive.ts";
import { uniforms } from "./random.ts";

const epsilon = 2 ** -52;

/** Sampled losses of relu and |x| are their definition, on every backend. */
export function definitionConformance(name: string, load: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await load();
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  describe(`sampled loss on ${name}`, () => {
    describe.each(forms)("%s, %s", (...form) => {
      it("is the definition, value, gradient and outputs, at awkward sizes", () => {
        for (const { n, d, m } of sizesInTurn()) {
          const random = uniforms(n + 1000 * d + 1_000_000 * m);
          const net = network(...form, m, d);
          const data = { x: random.array(n * d), y: random.array(n) };
          const theta = random.array(parameterCount(net));
          const wanted = naiveSampled(net, theta, data);
          const problem = engine.sampled.open(net, data);
          const gradient = new Float64Array(problem.size);
          const outputs = new Float64Array(n);
          const value = problem.gradient(theta, gradient);
          problem.forward(theta, outputs);
          const sizes = `n=${n} d=${d} m=${m}`;
          expect(Math.abs(value / wanted.value - 1), sizes).toBeLessThan(1e-12);
          expect(problem.value(theta), sizes).toBe(value);
          expect(distance(gradient, wanted.gradient), sizes).toBeLessThan(1e-12);
          expect(distance(outputs, wanted.outputs), sizes).toBeLessThan(1e-12);
          problem.close();
        }
      });

      it("is what its gradient integrates to", () => {
        for (const { n, d, m } of sizesInTurn()) {
          const random = uniforms(7 + n + 1000 * d + 1_000_000 * m);
          const net = network(...form, m, d);
          const problem = engine.sampled.open(net, { x: random.array(n * d), y: random.array(n) });
          const theta = random.array(problem.size);
          const direction = random.array(problem.size);
          const gradient = new Float64Array(problem.size);
          const value = problem.gradient(theta, gradient);
          const slope = derivative((t) => problem.value(along(theta, t, direction)), 1e-7, (d + m + 8) * epsilon * value);
          expect(Math.abs(dot(gradient, direction) - slope.value), `n=${n} d=${d} m=${m}`).toBeLessThanOrEqual(slope.error);
          problem.close();
        }
      });

      it("descends bit for bit as gradient and update do", () => {
        const random = uniforms(3);
        const net = network(...form, 9, 5);
        const problem = engine.sampled.open(net, { x: random.array(150), y: random.array(30) });
        const theta = random.array(problem.size);
        const byHand = theta.slice();
        const gradient = new Float64Array(problem.size);
        for (let step = 0; step < 12; step++) {
          problem.gradient(byHand, gradient);
          for (let i = 0; i < byHand.length; i++) byHand[i] = (byHand[i] as number) - 0.01 * (gradient[i] as number);
        }
        expect(problem.descend(theta, { step: 0.01, steps: 12, stopAt: Number.NEGATIVE_INFINITY }).taken).toBe(12);
        expect(theta).toEqual(byHand);
        problem.close();
      });
    });

    it("is the definition when the samples take many blocks", () => {
      const random = uniforms(11);
      const net = network("abs", "conic", 130, 6);
      const n = 6001;
      const data = { x: random.array(n * 6), y: random.array(n) };
      const theta = random.array(parameterCount(net));
      const problem = engine.sampled.open(net, data);
      const gradient = new Float64Array(problem.size);
      const value = problem.gradient(theta, gradient);
      const wanted = naiveSampled(net, theta, data);
      expect(Math.abs(value / wanted.value - 1)).toBeLessThan(1e-12);
      expect(distance(gradient, wanted.gradient)).toBeLessThan(1e-12);
      problem.close();
    });

    it("takes fresh samples as if opened with them", () => {
      const random = uniforms(12);
      const net = network("relu", "output", 5, 4);
      const first = { x: random.array(40), y: random.array(10) };
      const second = { x: random.array(40), y: random.array(10) };
      const theta = random.array(parameterCount(net));
      const loaded = engine.sampled.open(net, first);
      loaded.load(second);
      const opened = engine.sampled.open(net, second);
      expect(loaded.value(theta)).toBe(opened.value(theta));
      loaded.close();
      opened.close();
    });

    it("gives the same numbers for arrays inside and outside the engine's memory", () => {
      const random = uniforms(13);
      const net = network("relu", "output", 5, 4);
      const problem = engine.sampled.open(net, { x: random.array(40), y: random.array(10) });
      const theta = random.array(problem.size);
      const arena = engine.arena(4096);
      const inside = arena.float64(problem.size);
      inside.set(theta);
      const out = arena.float64(problem.size);
      const copy = new Float64Array(problem.size);
      expect(problem.gradient(inside, out)).toBe(problem.gradient(theta, copy));
      expect([...out]).toEqual([...copy]);
      arena.free();
      problem.close();
    });
  });
}
