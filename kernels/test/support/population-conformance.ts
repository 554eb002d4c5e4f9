import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { parameterCount } from "../../src/two-layer.ts";
import { awkwardSizes, forms, network } from "./cases.ts";
import { along, derivative, distance, dot, norm } from "./derivative.ts";
import { naiveSampled } from "./naive.ts";
import { uniforms } from "./random.ts";

const epsilon = 2 ** -52;

/** What every backend must do with population losses. */
export function populationConformance(name: string, load: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await load();
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  const openPopulation = (form: (typeof forms)[number], m: number, d: number, r = 3) => {
    const random = uniforms(m * 1000 + d);
    const problem = engine.population.open(network(...form, m, d), { directions: random.array(r * d), weights: random.array(r) });
    return { problem, theta: random.array(problem.size), direction: random.array(problem.size) };
  };

  describe(`population loss on ${name}`, () => {
    describe.each(forms)("%s, %s", (...form) => {
      it("is what its gradient integrates to, at awkward sizes", () => {
        for (const size of awkwardSizes) {
          for (const [m, d] of [[size, 5] as const, [7, size] as const]) {
            const { problem, theta, direction } = openPopulation(form, m, d);
            const gradient = new Float64Array(problem.size);
            expect(problem.gradient(theta, gradient)).toBe(problem.value(theta));
            const slope = derivative((t) => problem.value(along(theta, t, direction)), 2e-5, problem.floor(theta));
            expect(slope.error, `power of the check at m=${m} d=${d}`).toBeLessThan(1e-5 * norm(gradient) * norm(direction));
            expect(Math.abs(dot(gradient, direction) - slope.value), `m=${m} d=${d}`).toBeLessThanOrEqual(slope.error);
            problem.close();
          }
        }
      });

      it("has the Hessian of its gradient, as a matrix and as a product", () => {
        for (const [m, d] of [
          [1, 1],
          [1, 4],
          [2, 1],
          [3, 2],
          [5, 7],
          [9, 3],
          [33, 2],
          [2, 33],
        ] as const) {
          const { problem, theta, direction } = openPopulation(form, m, d);
          const { size } = problem;
          const matrix = new Float64Array(size * size);
          const product = new Float64Array(size);
          problem.hessian(theta, matrix);
          problem.hessianTimes(theta, direction, product);
          const rows = Float64Array.from({ length: size }, (_, i) => dot(matrix.subarray(i * size, (i + 1) * size), direction));
          expect(distance(rows, product), `matrix against product at m=${m} d=${d}`).toBeLessThan(100 * size * epsilon);
          expect(matrix.every((entry, k) => entry === matrix[(k % size) * size + Math.floor(k / size)])).toBe(true);
          const out = new Float64Array(size);
          const probe = uniforms(size).array(size);
          const gradientAlong = (t: number) => {
            problem.gradient(along(theta, t, direction), out);
            return dot(out, probe);
          };
          problem.gradient(theta, out);
          const slope = derivative(gradientAlong, 1e-5, 8 * size * epsilon * norm(out) * norm(probe) + 8 * problem.floor(theta));
          expect(Math.abs(dot(product, probe) - slope.value), `m=${m} d=${d}`).toBeLessThanOrEqual(slope.error);
          expect(slope.error, `power of the check at m=${m} d=${d}`).toBeLessThan(1e-3 * norm(product) * norm(probe));
          problem.close();
        }
      });

      it("descends bit for bit as gradient and update do", () => {
        const { problem, theta } = openPopulation(form, 6, 4);
        const byHand = theta.slice();
        const gradient = new Float64Array(problem.size);
        const values: number[] = [];
        for (let step = 0; step < 20; step++) {
          values.push(problem.gradient(byHand, gradient));
          for (let i = 0; i < byHand.length; i++) byHand[i] = (byHand[i] as number) - 0.01 * (gradient[i] as number);
        }
        const report = problem.descend(theta, { step: 0.01, steps: 20, stopAt: Number.NEGATIVE_INFINITY });
        expect(theta).toEqual(byHand);
        const rise = Math.max(...values.slice(1).map((value, i) => value - (values[i] as number)));
        expect(report).toEqual({ taken: 20, value: values.at(-1), rise, end: "steps" });
        problem.close();
      });
    });

    it("is one quadratic form of the kernel matrices", () => {
      for (const activation of ["relu", "abs"] as const) {
        const { problem, theta } = openPopulation([activation, "output"], 5, 4);
        const random = uniforms(5004);
        const teachers = random.array(12);
        const weights = random.array(3);
        const students = theta.subarray(0, 20);
        const all = Float64Array.of(...students, ...teachers);
        const signs = Float64Array.of(...theta.subarray(20), ...weights.map((b) => -b));
        const gram = new Float64Array(64);
        engine.population.gram(activation, all, all, 4, gram);
        const rows = Float64Array.from({ length: 8 }, (_, i) => dot(gram.subarray(8 * i, 8 * i + 8), signs));
        expect(Math.abs(problem.value(theta) - dot(rows, signs) / 2)).toBeLessThan(problem.floor(theta) + 64 * epsilon * norm(signs) ** 2);
        problem.close();
      }
    });

    it("agrees with samples within four standard errors, value and gradient", () => {
      const n = 40_000;
      const d = 3;
      const m = 4;
      const random = uniforms(77);
      const x = normals(engine, random, n * d);
      for (const [activation, parameterization] of forms) {
        const net = network(activation, parameterization, m, d);
        const teacher = { directions: random.array(2 * d), weights: random.array(2) };
        const theta = random.array(parameterCount(net));
        const target = network(activation, "output", 2, d);
        const problem = engine.population.open(net, teacher);
        const gradient = new Float64Array(problem.size);
        const value = problem.gradient(theta, gradient);
        problem.close();
        const sums = new Float64Array(problem.size + 1);
        const squares = new Float64Array(problem.size + 1);
        for (let s = 0; s < n; s++) {
          const row = x.subarray(s * d, s * d + d);
          const y = naiveSampled(target, Float64Array.of(...teacher.directions, ...teacher.weights), {
            x: row,
            y: Float64Array.of(0),
          }).outputs;
          const one = naiveSampled(net, theta, { x: row, y });
          for (let j = 0; j <= problem.size; j++) {
            const term = j === problem.size ? one.value : (one.gradient[j] as number);
            sums[j] = (sums[j] as number) + term;
            squares[j] = (squares[j] as number) + term * term;
          }
        }
        for (let j = 0; j <= problem.size; j++) {
          const mean = (sums[j] as number) / n;
          const error = Math.sqrt(((squares[j] as number) / n - mean * mean) / n);
          const closed = j === problem.size ? value : (gradient[j] as number);
          expect(Math.abs(closed - mean), `${activation} ${parameterization} ${j}`).toBeLessThan(4 * error);
        }
      }
    });

    it("is exactly zero, with zero gradient, at the teacher and for |x| at its mirror image", () => {
      const v = Float64Array.of(0.3, -1.7, 0.2);
      for (const [activation, side] of [
        ["relu", 1],
        ["abs", 1],
        ["abs", -1],
      ] as const) {
        const problem = engine.population.open(network(activation, "plain", 1, 3), { directions: v, weights: Float64Array.of(1) });
        const gradient = new Float64Array(3);
        expect(
          problem.gradient(
            v.map((entry) => side * entry),
            gradient,
          ),
        ).toBe(0);
        for (const entry of gradient) expect(entry).toBeCloseTo(0, 300);
        problem.close();
      }
    });

    it("is below its floor wherever the students make the teacher", () => {
      for (const [activation, parameterization] of forms) {
        for (const d of [1, 2, 6, 33]) {
          const random = uniforms(d);
          const teachers = random.array(4 * d);
          // Each teacher by two students of the same direction, shares ¼ and ¾ (exact in binary) of what the form adds up.
          const shares = [0.25, 0.75];
          const w: number[] = [];
          for (let k = 0; k < 4; k++) {
            for (const share of shares) {
              for (const entry of teachers.subarray(k * d, k * d + d)) {
                const scaled =
                  parameterization === "conic" ? entry * Math.sqrt(share) : parameterization === "output" ? entry : entry * share;
                w.push(parameterization === "squared-entry" ? Math.sign(scaled) * Math.sqrt(Math.abs(scaled)) : scaled);
              }
            }
          }
          const weights = Float64Array.from({ length: 4 }, (_, k) =>
            parameterization === "conic" ? Math.sqrt(dot(teachers.subarray(k * d, k * d + d), teachers.subarray(k * d, k * d + d))) : 1,
          );
          const a = parameterization === "output" ? [0, 1, 2, 3].flatMap(() => shares) : [];
          const problem = engine.population.open(network(activation, parameterization, 8, d), { directions: teachers, weights });
          const theta = Float64Array.of(...w, ...a);
          const floor = problem.floor(theta);
          expect(problem.value(theta), `${activation} ${parameterization} d=${d}`).toBeLessThanOrEqual(floor);
          expect(floor, "a floor that says something").toBeLessThan(1e-11 * (1 + dot(teachers, teachers)));
          problem.close();
        }
      }
    });

    it("has a Hessian that is continuous at equal and opposite directions", () => {
      for (const [activation, parameterization] of forms) {
        for (const side of [1, -1]) {
          const random = uniforms(8);
          const problem = engine.population.open(network(activation, parameterization, 2, 3), {
            directions: random.array(3),
            weights: random.array(1),
          });
          const w = [0.3, -0.4, 0.5];
          const a = parameterization === "output" ? [1, 0.5] : [];
          const hessianAt = (turn: number) => {
            const out = new Float64Array(problem.size ** 2);
            problem.hessian(Float64Array.of(...w, side * 0.3 + turn, side * -0.4, side * 0.5, ...a), out);
            return out;
          };
          expect(distance(hessianAt(1e-9), hessianAt(0)), `${activation} ${parameterization} ${side}`).toBeLessThan(1e-8);
          problem.close();
        }
      }
    });

    it("keeps all digits at an angle of 1e-9", () => {
      // L = ¼ ‖u−v‖² − (1/2π) ψ(t) for unit vectors; ψ(t) = t³/3 is 1e-9 of the first term here.
      const t = 1e-9;
      const u = Float64Array.of(1, 0);
      const v = Float64Array.of(1 - (t * t) / 2, t);
      const problem = engine.population.open(network("relu", "plain", 1, 2), { directions: v, weights: Float64Array.of(1) });
      const expected = (t * t) / 4 - t ** 3 / (6 * Math.PI);
      expect(Math.abs(problem.value(u) - expected) / expected).toBeLessThan(1e-15);
      problem.close();
    });

    it("ignores neurons that are zero", () => {
      for (const [activation, parameterization] of forms) {
        const random = uniforms(5);
        const teacher = { directions: random.array(6), weights: random.array(2) };
        const small = engine.population.open(network(activation, parameterization, 2, 3), teacher);
        const large = engine.population.open(network(activation, parameterization, 3, 3), teacher);
        const w = random.array(6);
        const a = parameterization === "output" ? random.array(2) : new Float64Array(0);
        const theta = Float64Array.of(...w, 0, 0, 0, ...a, ...(a.length > 0 ? [0.7] : []));
        const gradient = new Float64Array(large.size);
        expect(large.gradient(theta, gradient)).toBe(small.value(Float64Array.of(...w, ...a)));
        expect([...gradient.subarray(6, 9)]).toEqual([0, 0, 0]);
        const product = new Float64Array(large.size);
        large.hessianTimes(theta, random.array(large.size), product);
        expect(product.every(Number.isFinite)).toBe(true);
        small.close();
        large.close();
      }
    });

    it("stops where it is told, and says when a value is not finite", () => {
      const { problem, theta } = openPopulation(["abs", "conic"], 4, 3);
      const start = problem.value(theta);
      const reached = problem.descend(theta, { step: 0.01, steps: 100_000, stopAt: start / 2 });
      expect(reached.end).toBe("reached");
      expect(reached.value).toBe(problem.value(theta));
      expect(reached.value).toBeLessThanOrEqual(start / 2);
      expect(reached.taken).toBeLessThan(100_000);
      const burst = problem.descend(theta, { step: 1e6, steps: 1000, stopAt: Number.NEGATIVE_INFINITY });
      expect(burst.end).toBe("not finite");
      expect(Number.isFinite(burst.value)).toBe(false);
      expect(problem.descend(theta, { step: 1, steps: 0, stopAt: 0 })).toEqual({
        taken: 0,
        value: Number.NaN,
        rise: Number.NEGATIVE_INFINITY,
        end: "steps",
      });
      problem.close();
    });
  });
}

/** Standard normal numbers by Box and Muller. */
function normals({ math }: Engine, random: ReturnType<typeof uniforms>, length: number): Float64Array {
  return Float64Array.from({ length }, () => {
    const u = (random.next() + 1) / 2;
    return Math.sqrt(-2 * math.log(u)) * math.cos(Math.PI * random.next());
  });
}
