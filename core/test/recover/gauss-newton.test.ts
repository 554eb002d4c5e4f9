import { readFileSync } from "node:fs";
import type { Activation } from "@overparam/kernels";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finished } from "../../src/recover/finished.ts";
import { jacobianTimes, jacobianTransposed } from "../../src/recover/jacobian.ts";
import { normalEquations } from "../../src/recover/normal-equations.ts";
import { polish } from "../../src/recover/polish.ts";
import { residual } from "../../src/recover/residual.ts";
import type { Rows } from "../../src/recover/rows.ts";
import { freedom, moved, type SignedNetwork } from "../../src/recover/signed-network.ts";
import { invert } from "../../src/recover/without-neuron.ts";
import { engines } from "../support/engines.ts";

interface Case {
  readonly activation: Activation;
  readonly linear: boolean;
  readonly y: number[];
  readonly start: number[];
  readonly gram: number[];
  readonly right: number[];
  readonly squares: number;
  readonly fit: number[];
  readonly fitSquares: number;
  readonly deviations: number[];
}
const fixture = JSON.parse(readFileSync(new URL("./fixtures/numpy.json", import.meta.url), "utf8")) as {
  readonly n: number;
  readonly d: number;
  readonly m: number;
  readonly x: number[];
  readonly signs: number[];
  readonly cases: readonly Case[];
};
const { d, m, n } = fixture;

function networkOf({ activation, linear }: Case, theta: readonly number[]): SignedNetwork {
  const neurons = Float64Array.from(theta.slice(0, m * d));
  const signs = Float64Array.from(fixture.signs);
  return { activation, inputs: d, signs, neurons, ...(linear ? { linear: Float64Array.from(theta.slice(m * d)) } : {}) };
}
const rowsOf = ({ y }: Case): Rows => ({ x: Float64Array.from(fixture.x), y: Float64Array.from(y), inputs: d });
const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(0, ...Array.from(a, (entry, i) => Math.abs(entry - (b[i] as number))));

// The reference engine has no linear algebra.
const built = (await engines()).filter(([name]) => name !== "reference");

describe.each(built)("Gauss–Newton on %s", (_name, engine) => {
  it.each(fixture.cases)("has NumPy's equations ($activation, linear part $linear)", (one) => {
    const { gram, right, squares } = normalEquations(engine, networkOf(one, one.start), rowsOf(one));
    // Sums of n = 90 products of numbers of size 1.
    expect(farthest(gram, one.gram)).toBeLessThan(1e-12);
    expect(farthest(right, one.right)).toBeLessThan(1e-12);
    expect(Math.abs(squares - one.squares)).toBeLessThan(1e-12);
  });

  it.each(fixture.cases)("finds SciPy's minimum, and its covariance there ($activation, linear part $linear)", (one) => {
    const polished = finished(polish(engine, networkOf(one, one.start), rowsOf(one), { steps: 100, gain: 0, floor: 0 }));
    const theta = Float64Array.of(...polished.network.neurons, ...(polished.network.linear ?? []));
    expect(polished.squares).toBeLessThanOrEqual(one.fitSquares * (1 + 1e-10));
    expect(farthest(theta, one.fit)).toBeLessThan(1e-9);
    const p = freedom(polished.network);
    const inverse = invert(engine, normalEquations(engine, polished.network, rowsOf(one)).gram, p) as Float64Array;
    const deviations = one.fit.map((_, i) => Math.sqrt(((inverse[i * p + i] as number) * polished.squares) / (n - p)));
    expect(farthest(deviations, one.deviations)).toBeLessThan(1e-10);
  });
});

describe("the Jacobian", async () => {
  const [, engine] = (await engines()).at(-1) as Awaited<ReturnType<typeof engines>>[number];
  const entry = fc.double({ min: -2, max: 2, noNaN: true });
  const instance = fc
    .record({
      activation: fc.constantFrom<Activation>("relu", "abs"),
      students: fc.integer({ min: 0, max: 4 }),
      inputs: fc.integer({ min: 1, max: 5 }),
      samples: fc.integer({ min: 1, max: 20 }),
      linear: fc.boolean(),
    })
    .chain(({ activation, students, inputs, samples, linear }) =>
      fc.record({
        network: fc
          .record({
            neurons: fc.array(entry, { minLength: students * inputs, maxLength: students * inputs }),
            signs: fc.array(fc.constantFrom(1, -1), { minLength: students, maxLength: students }),
            linear: fc.array(entry, { minLength: inputs, maxLength: inputs }),
          })
          .map(
            (of): SignedNetwork => ({
              activation,
              inputs,
              neurons: Float64Array.from(of.neurons),
              signs: Float64Array.from(of.signs),
              ...(linear ? { linear: Float64Array.from(of.linear) } : {}),
            }),
          ),
        rows: fc
          .record({
            x: fc.array(entry, { minLength: samples * inputs, maxLength: samples * inputs }),
            y: fc.array(entry, { minLength: samples, maxLength: samples }),
          })
          .map(({ x, y }): Rows => ({ x: Float64Array.from(x), y: Float64Array.from(y), inputs })),
      }),
    );

  it("times a step is what the function changes by, as f is linear between kinks (f = J θ)", () => {
    fc.assert(
      fc.property(instance, ({ network, rows }) => {
        const theta = Float64Array.of(...network.neurons, ...(network.linear ?? []));
        const values = jacobianTimes(engine, network, rows, theta);
        const rest = residual(engine, network, rows).values;
        expect(
          farthest(
            values,
            rest.map((e, i) => (rows.y[i] as number) - e),
          ),
        ).toBeLessThan(1e-12);
      }),
    );
  });

  it("and its transpose are adjoint, and give the equations' right side", () => {
    fc.assert(
      fc.property(instance, ({ network, rows }) => {
        const p = freedom(network);
        const step = Float64Array.from({ length: p }, (_, i) => Math.sin(i + 1));
        const { values } = residual(engine, network, rows);
        const along = jacobianTimes(engine, network, rows, step).reduce((sum, of, i) => sum + of * (values[i] as number), 0);
        const back = jacobianTransposed(engine, network, rows, values);
        expect(Math.abs(along - step.reduce((sum, of, i) => sum + of * (back[i] as number), 0))).toBeLessThan(1e-10);
        expect(farthest(back, normalEquations(engine, network, rows).right)).toBeLessThan(1e-11);
      }),
    );
  });

  it("polish never raises the squares", () => {
    fc.assert(
      fc.property(instance, ({ network, rows }) => {
        const before = residual(engine, network, rows).squares;
        const { network: after, squares } = finished(polish(engine, network, rows, { steps: 5, gain: 0, floor: 0 }));
        expect(squares).toBeLessThanOrEqual(before * (1 + 1e-12));
        expect(Math.abs(residual(engine, after, rows).squares - squares)).toBeLessThanOrEqual(1e-9 * (1 + before));
        expect(farthest(moved(after, new Float64Array(freedom(after))).neurons, after.neurons)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});
