import type { Engine } from "@overparam/kernels";
import { norm } from "../observe/norm.ts";
import type { Objective } from "../objective/objective.ts";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { normal } from "../random/normal.ts";
import { rootKey } from "../random/root-key.ts";
import { awkwardTriples, type Sizes } from "./awkward-sizes.ts";
import type { TestFrame } from "./frame.ts";

/** An objective of every size, and a place to look at it. */
export interface ObjectiveSubject {
  readonly name: string;
  /** The sizes to try; all awkward ones by default. */
  readonly sizes?: readonly Sizes[];
  /** An objective and a generic θ: no zero neurons, no kinks of the data closer than about 1e-4. */
  open(sizes: Sizes, key: Key): { readonly objective: Objective; readonly theta: Float64Array };
}

/**
 * What every objective has to be: its gradient is the derivative of its own value, its Hessian that of its gradient, its layout covers θ, and asking
 * changes nothing.
 *
 * Derivatives are compared with central differences along random directions. The difference quotient's own error is measured (steps h and 2h, and the
 * value's rounding over h) and has to be small for the comparison to count.
 */
export function objectiveConformance(test: TestFrame, subject: ObjectiveSubject, engine: Engine): void {
  const { describe, it, expect } = test;
  describe(`objective ${subject.name} on ${engine.backend}`, () => {
    for (const sizes of subject.sizes ?? awkwardTriples()) {
      const label = `n = ${sizes.n}, d = ${sizes.d}, m = ${sizes.m}`;
      const key = fold(fold(rootKey("conformance", 1), subject.name), label);

      it(`has the derivative of its own value as gradient (${label})`, () => {
        const { objective, theta } = subject.open(sizes, fold(key, "problem"));
        expect(theta.length, "θ has the layout's size").toBe(objective.layout.size);
        const gradient = new Float64Array(theta.length);
        const value = objective.gradient(theta, gradient);
        expect(value, "gradient returns the value").toBe(objective.value(theta));
        for (const v of directions(engine, key, theta.length)) {
          const scale = norm(gradient) * norm(v) + Math.abs(value);
          const { quotient, error } = difference((h) => [objective.value(moved(theta, h, v))], objective.floor(theta));
          const tolerance = error[0] as number;
          expect(tolerance, "the difference quotient is sharp enough to judge by").toBeLessThanOrEqual(1e-5 * scale);
          expect(Math.abs((quotient[0] as number) - dot(gradient, v)), "difference quotient − slope").toBeLessThanOrEqual(tolerance);
        }
        objective.close();
      });

      it(`answers the same when asked again, and leaves θ alone (${label})`, () => {
        const { objective, theta } = subject.open(sizes, fold(key, "problem"));
        const before = theta.slice();
        const once = new Float64Array(theta.length);
        const twice = new Float64Array(theta.length).fill(7);
        const first = objective.gradient(theta, once);
        expect(objective.gradient(theta, twice)).toBe(first);
        expect(twice, "every entry is written, whatever was there").toEqual(once);
        expect(theta).toEqual(before);
        objective.close();
      });
    }

    it("has a Hessian that is the derivative of its gradient, symmetric, and the same by both ways of asking", () => {
      const { objective, theta } = subject.open({ n: 33, d: 3, m: 4 }, fold(rootKey("conformance", 2), subject.name));
      const p = theta.length;
      const scratch = new Float64Array(p);
      const slopeAt = (h: number, v: Float64Array): number[] => {
        objective.gradient(moved(theta, h, v), scratch);
        return Array.from(scratch);
      };
      const matrix = new Float64Array(p * p);
      objective.hessian?.(theta, matrix);
      for (const v of directions(engine, rootKey("conformance", 3), p)) {
        const { quotient, error } = difference((h) => slopeAt(h, v), objective.floor(theta));
        const times = new Float64Array(p);
        const product = Float64Array.from({ length: p }, (_, i) => dot(matrix.subarray(i * p, (i + 1) * p), v));
        if (objective.hessianTimes !== undefined) {
          objective.hessianTimes(theta, v, times);
          for (let i = 0; i < p; i++) {
            expect(Math.abs((times[i] as number) - (quotient[i] as number)), `entry ${i} of Hv − quotient`).toBeLessThanOrEqual(
              error[i] as number,
            );
          }
        }
        if (objective.hessian !== undefined) {
          for (let i = 0; i < p; i++) {
            expect(Math.abs((product[i] as number) - (quotient[i] as number)), `row ${i} of H v − quotient`).toBeLessThanOrEqual(
              error[i] as number,
            );
          }
        }
      }
      if (objective.hessian !== undefined) {
        for (let i = 0; i < p; i++) {
          for (let j = 0; j < i; j++) expect(matrix[i * p + j], `H[${i},${j}] = H[${j},${i}]`).toBe(matrix[j * p + i]);
        }
      }
      objective.close();
    });
  });
}

/** Three unit directions. */
function directions(engine: Engine, key: Key, size: number): readonly Float64Array[] {
  return [0, 1, 2].map((index) => {
    const v = new Float64Array(size);
    normal(engine.math, fold(fold(key, "direction"), index), v);
    const length = norm(v);
    return v.map((entry) => entry / length);
  });
}

function moved(theta: Float64Array, h: number, v: Float64Array): Float64Array {
  return theta.map((entry, i) => entry + h * (v[i] as number));
}

/** Central difference quotient of f at 0 with its error: four times the change from step 2h to h, and the rounding of f over h; the sharper of two steps. */
function difference(f: (h: number) => number[], rounding: number): { readonly quotient: number[]; readonly error: number[] } {
  const at = (h: number): number[] => {
    const up = f(h);
    const down = f(-h);
    return up.map((value, i) => (value - (down[i] as number)) / (2 * h));
  };
  const candidates = [1e-5, 1e-6].map((h) => {
    const fine = at(h);
    const coarse = at(2 * h);
    const size = Math.max(...f(0).map(Math.abs));
    const error = fine.map((value, i) => 4 * Math.abs(value - (coarse[i] as number)) + (2 * rounding + 1e-15 * size) / h);
    return { quotient: fine, error };
  });
  const worst = (entry: { readonly error: number[] }): number => Math.max(...entry.error);
  const [first, second] = candidates as [(typeof candidates)[number], (typeof candidates)[number]];
  return worst(first) <= worst(second) ? first : second;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}
