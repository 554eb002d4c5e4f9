import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { sphere } from "../../src/random/sphere.ts";
import { finished } from "../../src/recover/finished.ts";
import { compareOutputNetworks, type PlainOutputNetwork } from "../../src/recover/outputs/compare-output-networks.ts";
import { asymmetry, mirrorGroups } from "../../src/recover/outputs/mirrored-rows.ts";
import { outputEquations } from "../../src/recover/outputs/output-equations.ts";
import type { OutputNetwork } from "../../src/recover/outputs/output-network.ts";
import type { OutputRows } from "../../src/recover/outputs/output-rows.ts";
import { outputResidual, outputSquares } from "../../src/recover/outputs/polish-outputs.ts";
import { prepareOutputs } from "../../src/recover/outputs/prepare-outputs.ts";
import { recoverOutputs } from "../../src/recover/outputs/recover-outputs.ts";
import type { Recovery } from "../../src/recover/recovery.ts";

const engine = await loadEngine();
const { math } = engine;

interface Drawn {
  readonly k: number;
  readonly d: number;
  readonly m: number;
  readonly n: number;
  readonly seed: number;
  readonly noise?: number;
  /** The second half of the inputs is minus the first. */
  readonly mirrored?: boolean;
  readonly of?: (z: number) => number;
}

/** Unit directions, normal output weights, standard normal inputs. */
function drawn({ k, d, m, n, seed, noise = 0, mirrored = false, of = (z) => Math.max(z, 0) }: Drawn): {
  readonly teacher: PlainOutputNetwork;
  readonly data: OutputRows;
} {
  const key = rootKey("recover-outputs-test", seed);
  const W = new Float64Array(k * d);
  sphere(math, fold(key, "W"), d, W);
  const [A, x, e] = [new Float64Array(m * k), new Float64Array(n * d), new Float64Array(n * m)];
  normal(math, fold(key, "A"), A);
  normal(math, fold(key, "x"), x);
  normal(math, fold(key, "e"), e);
  if (mirrored) for (let i = (n * d) / 2; i < n * d; i++) x[i] = -(x[i - (n * d) / 2] as number);
  return {
    teacher: { W, A },
    data: { x, y: valuesOf({ W, A }, x, d, m, of).map((y, at) => y + noise * (e[at] as number)), inputs: d, outputs: m },
  };
}

function valuesOf({ W, A }: PlainOutputNetwork, x: Float64Array, d: number, m: number, of: (z: number) => number): Float64Array {
  const k = W.length / d;
  return Float64Array.from({ length: (x.length / d) * m }, (_, at) => {
    const i = Math.floor(at / m);
    let sum = 0;
    for (let l = 0; l < k; l++) {
      let z = 0;
      for (let j = 0; j < d; j++) z += (W[l * d + j] as number) * (x[i * d + j] as number);
      sum += (A[(at % m) * k + l] as number) * of(z);
    }
    return sum;
  });
}

const recovered = (data: OutputRows, seed = 1): Recovery =>
  finished(recoverOutputs(engine, prepareOutputs(engine, data, { activation: "relu", seed, attempts: 1 })));

describe("a network of several outputs from moments", () => {
  it.each([
    ["as many outputs as neurons, x and −x", { k: 3, d: 6, m: 3, n: 600, mirrored: true }],
    ["more outputs than neurons", { k: 3, d: 6, m: 5, n: 2000 }],
    ["as many neurons as inputs, x and −x", { k: 6, d: 6, m: 6, n: 1000, mirrored: true }],
  ])("is recovered to 1e-8: %s", (_name, of) => {
    for (const seed of [1, 2, 3]) {
      const { teacher, data } = drawn({ ...of, seed });
      const found = recovered(data, seed);
      expect({ seed, verdict: found.verdict, width: found.width }).toEqual({ seed, verdict: "exact", width: of.k });
      expect(compareOutputNetworks(engine, of.d, teacher, found as PlainOutputNetwork).worst).toBeLessThan(1e-8);
      expect(found.heldOutError).toBeLessThanOrEqual(found.floor);
    }
  });

  it("with noise has the error that the Gauss–Newton covariance predicts, outputs weighted by their own noise", () => {
    let squares = 0;
    for (const seed of [1, 2, 3]) {
      const { teacher, data } = drawn({ k: 2, d: 5, m: 3, n: 1200, seed, noise: 0.05 });
      // The third output ten times as noisy as the others.
      const loud = drawn({ k: 2, d: 5, m: 3, n: 1200, seed, noise: 0.5 }).data.y;
      const found = recovered({ ...data, y: data.y.map((y, at) => (at % 3 === 2 ? (loud[at] as number) : y)) });
      expect({ seed, verdict: found.verdict, width: found.width }).toEqual({ seed, verdict: "noisy", width: 2 });
      const ratio = compareOutputNetworks(engine, 5, teacher, found as PlainOutputNetwork).total / found.predictedError;
      squares += (ratio * ratio) / 3;
    }
    // Two weights of the third output a seed make nearly all of the error: χ² with six degrees of freedom over six is above 2.8 once in a hundred.
    expect(squares).toBeLessThan(2.8);
    expect(squares).toBeGreaterThan(0.14);
  });

  it("is compared in the span of the inputs, and 0 outside", () => {
    const { teacher, data } = drawn({ k: 2, d: 4, m: 2, n: 800, seed: 1, mirrored: true });
    const wide = {
      W: Float64Array.from({ length: 10 }, (_, at) => (at % 5 < 4 ? (teacher.W[4 * Math.floor(at / 5) + (at % 5)] as number) : 3)),
      A: teacher.A,
    };
    const x = Float64Array.from({ length: 800 * 5 }, (_, at) => (at % 5 < 4 ? (data.x[4 * Math.floor(at / 5) + (at % 5)] as number) : 0));
    const found = recovered({ ...data, x, inputs: 5 });
    expect(found).toMatchObject({ verdict: "exact", rank: 4, inputs: 5 });
    expect(compareOutputNetworks(engine, 5, wide, found as PlainOutputNetwork, found.basis).worst).toBeLessThan(1e-8);
  });

  it.each([
    ["more neurons than outputs", { k: 4, d: 6, m: 3 }],
    ["tanh neurons", { k: 2, d: 4, m: 3, of: (z: number) => Math.tanh(z) }],
    ["neurons with biases", { k: 2, d: 4, m: 3, of: (z: number) => Math.max(z - 0.5, 0) }],
    ["noise alone", { k: 1, d: 4, m: 3, noise: 1, of: () => 0 }],
  ])("is not claimed of %s", (_name, of) => {
    expect(recovered(drawn({ ...of, n: 800, seed: 1, mirrored: true }).data).verdict).toBe("none");
  });

  it("is refused in one sentence where it does not apply", () => {
    const { data } = drawn({ k: 2, d: 3, m: 2, n: 200, seed: 1 });
    const says =
      (change: Partial<OutputRows>, most?: number, activation: "relu" | "abs" = "relu"): (() => unknown) =>
      () =>
        prepareOutputs(engine, { ...data, ...change }, { activation, seed: 1, attempts: 1, ...(most === undefined ? {} : { most }) });
    expect(says({ y: data.y.subarray(0, 200), outputs: 1 })).toThrow(
      /--method moments: y must have as many outputs as the network has neurons/,
    );
    expect(says({ x: data.x.map(Math.abs) })).toThrow(/x and −x must be equally likely; got .* standard errors from 0/);
    expect(says({}, undefined, "abs")).toThrow(/it finds ReLU neurons/);
    expect(says({}, 3)).toThrow(/determine at most 2 neurons/);
    expect(says({ y: data.y.map((y, at) => (at === 5 ? Number.NaN : y)) })).toThrow(/y must hold finite numbers/);
    expect(says({ x: data.x.subarray(0, 60), y: data.y.subarray(0, 40) })).toThrow(/at least 30 samples/);
    expect(says({ x: new Float64Array(600) })).toThrow(/some input must vary/);
  });
});

describe("its pieces", () => {
  const { data } = drawn({ k: 2, d: 3, m: 2, n: 50, seed: 7 });
  const network: OutputNetwork = {
    inputs: 3,
    outputs: 2,
    neurons: Float64Array.of(0.5, -1, 0.3, 0.2, 0.4, -0.9),
    weights: Float64Array.of(1, -0.6, 0.4, 0.8),
  };
  const theta = [...network.neurons, ...network.weights];
  const at = (values: readonly number[]): OutputNetwork => ({
    ...network,
    neurons: Float64Array.from(values.slice(0, 6)),
    weights: Float64Array.from(values.slice(6)),
  });
  const moved = (i: number, by: number): OutputNetwork => at(theta.map((entry, j) => (i === j ? entry + by : entry)));

  it("have the gradient and the Jacobian of finite differences", () => {
    const { gram, right, squares } = outputEquations(engine, network, data);
    const h = 1e-6;
    expect(squares).toBeCloseTo(outputSquares(engine, network, data), 10);
    const columns = theta.map((_, i) => {
      const [up, down] = [outputResidual(engine, moved(i, h), data), outputResidual(engine, moved(i, -h), data)];
      return up.map((error, row) => -(error - (down[row] as number)) / (2 * h));
    });
    const errors = outputResidual(engine, network, data);
    const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, entry, i) => sum + entry * (y[i] as number), 0);
    const scales = [0, 1].map((l) => {
      const u = theta.map((entry, i) => (i < 6 ? (Math.floor(i / 3) === l ? entry : 0) : i % 2 === l ? -entry : 0));
      return { u, length: u.reduce((sum, entry) => sum + entry * entry, 0) };
    });
    const mean = columns.reduce((sum, column) => sum + dot(column, column), 0) / 10;
    for (let i = 0; i < 10; i++) {
      expect(Math.abs((right[i] as number) - dot(columns[i] as Float64Array, errors))).toBeLessThan(1e-6);
      for (let j = 0; j < 10; j++) {
        const gauge = scales.reduce((sum, { u, length }) => sum + (mean * (u[i] as number) * (u[j] as number)) / length, 0);
        const expected = dot(columns[i] as Float64Array, columns[j] as Float64Array) + gauge;
        expect(Math.abs((gram[i * 10 + j] as number) - expected)).toBeLessThan(1e-5);
      }
    }
  });

  it("group x with −x, and see whether inputs are symmetric", () => {
    expect(mirrorGroups(Float64Array.of(1, 0, -1, 0, 2, 1, -1, -0), 2)).toEqual({ groups: [[0, 1, 3], [2]], even: false });
    expect(mirrorGroups(Float64Array.of(1, 2, -1, -2, 0, 0), 2)).toEqual({ groups: [[0, 1], [2]], even: true });
    const z = new Float64Array(6000);
    normal(math, rootKey("symmetric", 1), z);
    expect(asymmetry(z, 3)).toBeLessThan(4);
    expect(
      asymmetry(
        z.map((entry) => entry + 0.3),
        3,
      ),
    ).toBeGreaterThan(6);
    expect(
      asymmetry(
        z.map((entry) => (entry * entry - 1) / 1.5),
        3,
      ),
    ).toBeGreaterThan(6);
  });

  it("compare networks up to order and scale, and tell sides apart", () => {
    const teacher = { W: Float64Array.of(1, 0, 0, 2), A: Float64Array.of(1, 3, -1, 0.5) };
    const same = { W: Float64Array.of(0, 1, 4, 0), A: Float64Array.of(6, 0.25, 1, -0.25) };
    expect(compareOutputNetworks(engine, 2, teacher, same)).toMatchObject({ worst: 0, total: 0 });
    const turned = { W: Float64Array.of(-1, 0, 0, 2), A: Float64Array.of(-1, 3, 1, 0.5) };
    const { worst, neurons } = compareOutputNetworks(engine, 2, teacher, turned);
    expect({ worst, teachers: neurons.map(({ teacher: of }) => of) }).toEqual({ worst: 1, teachers: [0, 1, undefined] });
  });
});
