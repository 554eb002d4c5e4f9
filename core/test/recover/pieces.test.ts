import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { bestDirection } from "../../src/recover/best-direction.ts";
import { compareNetworks } from "../../src/recover/compare-networks.ts";
import { fromSpan, inputSpan, spanRows } from "../../src/recover/input-span.ts";
import { lackOfFit } from "../../src/recover/lack-of-fit.ts";
import { withoutLoneRows } from "../../src/recover/lone-rows.ts";
import { mergeNeurons } from "../../src/recover/merge-neurons.ts";
import { normalEquations } from "../../src/recover/normal-equations.ts";
import { orientations } from "../../src/recover/orientations.ts";
import { residual } from "../../src/recover/residual.ts";
import type { Rows } from "../../src/recover/rows.ts";
import type { SignedNetwork } from "../../src/recover/signed-network.ts";
import { withoutNeuron } from "../../src/recover/without-neuron.ts";
import { fTail } from "../../src/theory/f-tail.ts";
import { engines } from "../support/engines.ts";
import { randomNetwork } from "./support/random-network.ts";

const [, engine] = (await engines()).at(-1) as Awaited<ReturnType<typeof engines>>[number];
const { math } = engine;
const noise = (length: number, name: string): Float64Array => {
  const out = new Float64Array(length);
  normal(math, fold(rootKey("recover-pieces", 1), name), out);
  return out;
};
const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(0, ...Array.from(a, (entry, i) => Math.abs(entry - (b[i] as number))));
const abs = (d: number, signs: readonly number[], neurons: readonly number[]): SignedNetwork => ({
  activation: "abs",
  inputs: d,
  signs: Float64Array.from(signs),
  neurons: Float64Array.from(neurons),
});

describe("the span of the inputs", () => {
  it("has its dimension, the identity as second moment, and gives the same function back", () => {
    const [n, d, rank] = [300, 7, 4];
    const low = noise(n * rank, "low");
    const mix = noise(rank * d, "mix");
    const x = new Float64Array(n * d);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < d; j++)
        for (let k = 0; k < rank; k++) x[i * d + j] = (x[i * d + j] as number) + (low[i * rank + k] as number) * (mix[k * d + j] as number);
    const rows: Rows = { x, y: new Float64Array(n), inputs: d };
    const span = inputSpan(engine, rows);
    expect(span.rank).toBe(rank);
    const z = spanRows(engine, span, rows);
    const moment = normalEquations(
      engine,
      { activation: "abs", inputs: rank, signs: new Float64Array(0), neurons: new Float64Array(0), linear: new Float64Array(rank) },
      z,
    ).gram.map((entry) => entry / n);
    expect(
      farthest(
        moment,
        moment.map((_, i) => (i % (rank + 1) === 0 ? 1 : 0)),
      ),
    ).toBeLessThan(1e-10);
    const network = abs(rank, [1, -1], Array.from(noise(2 * rank, "neurons")));
    const outside = { ...network, inputs: d, neurons: fromSpan(engine, span, d, network.neurons) };
    expect(farthest(residual(engine, network, z).values, residual(engine, outside, rows).values)).toBeLessThan(1e-10);
  });

  it("leaves out rows that are nearly alone in a direction, and no row of a normal sample", () => {
    const [n, d] = [400, 6];
    const x = noise(n * d, "rows");
    for (let i = 0; i < n; i++) x[i * d + 5] = i % 150 === 7 ? 1 : 0;
    const kept = withoutLoneRows(engine, { x, y: new Float64Array(n), inputs: d });
    expect(Array.from({ length: n }, (_, i) => i).filter((i) => !kept.includes(i))).toEqual([7, 157, 307]);
    expect(withoutLoneRows(engine, { x: noise(n * d, "whole"), y: new Float64Array(n), inputs: d }).length).toBe(n);
  });
});

describe("merging and dropping", () => {
  const rows: Rows = { x: noise(200 * 3, "merge"), y: noise(200, "targets"), inputs: 3 };

  it("keep the function where neurons are parallel, whichever way they point", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.double({ min: -2, max: 2, noNaN: true }).filter((c) => Math.abs(c) > 0.01),
          { minLength: 1, maxLength: 6 },
        ),
        (shares) => {
          const neurons = shares.flatMap((c) => [c, 2 * c, -c]);
          const network = abs(3, [...shares.map(() => 1), -1], [...neurons, 0.3, -1, 0.2]);
          const merged = mergeNeurons(network, { cosine: 1 - 1e-12, share: 1e-12 });
          expect(merged.signs.length).toBe(2);
          expect(farthest(residual(engine, network, rows).values, residual(engine, merged, rows).values)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  it("one of two parallel neurons goes at no cost: the other takes over its share", () => {
    const network = abs(3, [1, -1, 1], [1, 2, -1, 0.3, -1, 0.2, -0.5, -1, 0.5]);
    const fewer = withoutNeuron(engine, network, normalEquations(engine, network, rows));
    expect(fewer.signs.length).toBe(2);
    expect(farthest(residual(engine, network, rows).values, residual(engine, fewer, rows).values)).toBeLessThan(1e-6);
  });

  it("finds the direction in which a missing neuron points", () => {
    const { teacher, data } = randomNetwork(math, { activation: "abs", r: 1, d: 5, seed: 3, samples: 4000 });
    const { direction, correlation } = bestDirection(engine, "abs", data, data.y, rootKey("recover-pieces", 2));
    const cosine = Math.abs(direction.reduce((sum, entry, j) => sum + entry * (teacher.W[j] as number), 0));
    expect(cosine).toBeGreaterThan(0.99);
    expect(Math.sign(correlation)).toBe(Math.sign(teacher.a[0] as number));
  });
});

describe("the sides of ReLU neurons", () => {
  it("are found from the linear part, and are alone where the neurons are independent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: 1000 }), (m, choice, seed) => {
        const d = 6;
        const terms = noise(m * d, `terms ${seed}`);
        const signs = Float64Array.from({ length: m }, (_, k) => ((choice >> k) & 1 ? 1 : -1));
        const target = new Float64Array(d);
        for (let k = 0; k < m; k++)
          for (let j = 0; j < d; j++) target[j] = (target[j] as number) + (signs[k] as number) * (terms[k * d + j] as number);
        const found = orientations(engine, terms, target);
        expect(found.best).toEqual(signs);
        expect(found.distance).toBeLessThan(1e-12);
        expect(found.secondDistance).toBeGreaterThan(1e-6);
      }),
    );
  });

  it("are not alone where a signed sum of neurons vanishes: relu(u) + relu(v) + relu(−u−v) is even", () => {
    const terms = Float64Array.of(1, 0, 0, 1, -1, -1);
    const { distance, secondDistance } = orientations(engine, terms, Float64Array.of(0, 0));
    expect([distance, secondDistance]).toEqual([0, 0]);
  });
});

describe("the test for what is left over", () => {
  it("has printed tails of F, and Student's t squared", () => {
    // Abramowitz, Stegun 1964, table 26.9: upper 5 % and 1 % points.
    for (const [p, q, point, tail] of [
      [1, 10, 4.96, 0.05],
      [5, 20, 2.71, 0.05],
      [10, 60, 2.63, 0.01],
      [4, 4, 15.98, 0.01],
    ] as const) {
      expect(Math.abs(fTail(math, p, q, point) / tail - 1)).toBeLessThan(0.02);
    }
    expect([fTail(math, 3, 5, 0), fTail(math, 3, 5, Number.POSITIVE_INFINITY)]).toEqual([1, 0]);
    expect(() => fTail(math, 0, 5, 1)).toThrow(/fTail: degrees of freedom/);
  });

  it("rejects noise around the true network at its level, and a bias nearly always", () => {
    let [small, seen] = [0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const { teacher, data } = randomNetwork(math, { activation: "abs", r: 2, d: 4, seed, noise: 0.1, samples: 400 });
      const network = abs(
        4,
        Array.from(teacher.a, Math.sign),
        Array.from(teacher.W, (w, i) => w * Math.abs(teacher.a[Math.floor(i / 4)] as number)),
      );
      if (lackOfFit(engine, network, data).p < 0.1) small++;
      if (lackOfFit(engine, network, { ...data, y: data.y.map((y) => y + 0.1) }).p < 1e-4) seen++;
    }
    // Binomial(100, 0.1) is above 22 with probability 1e-4. The fit is the truth here, so that p is uniform but for the parameters taken out.
    expect(small).toBeLessThanOrEqual(22);
    expect(seen).toBeGreaterThanOrEqual(95);
  });
});

it("networks compare up to order, scale, and for |x| the sign of w", () => {
  const teacher = { W: Float64Array.of(1, 2, 0, -3, 1, 1), a: Float64Array.of(2, -1) };
  const same = { W: Float64Array.of(1.5, -0.5, -0.5, -2, -4, 0), a: Float64Array.of(-2, 1) };
  expect(compareNetworks(engine, "abs", 3, teacher, same)).toMatchObject({
    worst: 0,
    total: 0,
    neurons: [
      { teacher: 0, found: 1, angle: 0 },
      { teacher: 1, found: 0 },
    ],
  });
  expect(compareNetworks(engine, "relu", 3, teacher, same).worst).toBe(2);
  const fewer = compareNetworks(engine, "abs", 3, teacher, { W: Float64Array.of(1, 2, 0), a: Float64Array.of(-2) });
  expect(fewer.neurons.map(({ teacher: t, found }) => [t, found])).toEqual([
    [0, undefined],
    [1, 0],
  ]);
});
