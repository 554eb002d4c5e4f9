import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { uniforms } from "./random.ts";

const epsilon = 2 ** -52;

/** What every backend must do with angles and Gaussian kernels. */
export function angleConformance(name: string, load: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await load();
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  describe(`angles and kernels on ${name}`, () => {
    const one = (f: (out: Float64Array) => void) => {
      const out = new Float64Array(1);
      f(out);
      return out[0] as number;
    };
    const angle = (u: number[], v: number[]) =>
      one((out) => engine.population.angles(Float64Array.from(u), Float64Array.from(v), u.length, out));
    const kernel = (activation: "relu" | "abs", u: number[], v: number[]) =>
      one((out) => engine.population.gram(activation, Float64Array.from(u), Float64Array.from(v), u.length, out));

    it("gives exactly 0 and π to equal and opposite vectors, and 0 beside a zero vector", () => {
      for (let seed = 0; seed < 50; seed++) {
        const u = [...uniforms(seed).array(1 + (seed % 9))];
        expect(angle(u, u)).toBe(0);
        expect(
          angle(
            u,
            u.map((entry) => -entry),
          ),
        ).toBe(Math.PI);
        expect(
          angle(
            u,
            u.map(() => 0),
          ),
        ).toBe(0);
      }
    });

    it("keeps all digits of small angles and of angles near π", () => {
      for (const t of [1e-150, 1e-16, 1e-9, 1e-5, 1e-3]) {
        expect(Math.abs(angle([1, 0], [1, t]) / Math.atan(t) - 1)).toBeLessThan(4 * epsilon);
        expect(Math.abs(angle([1, 0], [-1, t]) - (Math.PI - Math.atan(t)))).toBeLessThan(4 * epsilon * Math.PI);
      }
    });

    it("knows ψ where it is known", () => {
      expect(engine.population.psi(0)).toBe(0);
      for (const t of [1e-9, 1e-4]) expect(Math.abs(engine.population.psi(t) / (t ** 3 / 3 - t ** 5 / 30) - 1)).toBeLessThan(4 * epsilon);
      expect(Math.abs(engine.population.psi(Math.PI / 2) - 1)).toBeLessThan(2 * epsilon);
      expect(Math.abs(engine.population.psi(Math.PI) / Math.PI - 1)).toBeLessThan(2 * epsilon);
      const below = engine.population.psi(1 - epsilon);
      expect(Math.abs(engine.population.psi(1) - below) / below).toBeLessThan(16 * epsilon);
    });

    it("has the values of the Gaussian kernels at 0, at right angles and at π", () => {
      const v = [0.6, 0.8];
      const near = (got: number, wanted: number) => expect(Math.abs(got - wanted)).toBeLessThan(4 * epsilon);
      near(kernel("relu", v, v), 0.5);
      near(kernel("relu", v, [0.8, -0.6]), 1 / (2 * Math.PI));
      expect(kernel("relu", v, [-0.6, -0.8])).toBe(0);
      near(kernel("abs", v, v), 1);
      near(kernel("abs", v, [-0.6, -0.8]), 1);
      near(kernel("abs", v, [0.8, -0.6]), 2 / Math.PI);
      const t = 1e-5; // relu near π: (t³/3)/(2π), where the textbook form has no digit left
      expect(Math.abs(kernel("relu", [1, 0], [-1, t]) / (t ** 3 / (6 * Math.PI)) - 1)).toBeLessThan(1e-9);
    });

    it("is symmetric", () => {
      const random = uniforms(9);
      const u = random.array(12);
      const out = new Float64Array(16);
      for (const activation of ["relu", "abs"] as const) {
        engine.population.gram(activation, u, u, 3, out);
        for (let i = 0; i < 4; i++) for (let k = 0; k < 4; k++) expect(out[i * 4 + k]).toBe(out[k * 4 + i]);
      }
    });
  });
}
