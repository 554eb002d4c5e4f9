import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { compareNetworks } from "../../src/recover/compare-networks.ts";
import type { Recovery } from "../../src/recover/recovery.ts";
import type { Rows } from "../../src/recover/rows.ts";
import { labelled, randomNetwork } from "./support/random-network.ts";
import { recovered } from "./support/recovered.ts";

const engine = await loadEngine();
const wasm = await loadEngine({ backend: "wasm" });
const { math } = engine;

/** scripts/recover-rates.mjs runs a hundred seeds of each, and of (10, 20). */
describe("a random network of folded angles ≥ 30° is recovered from 20·r·d samples", () => {
  it.each([
    ["relu", 3, 10],
    ["relu", 5, 10],
    ["abs", 3, 10],
    ["abs", 5, 10],
  ] as const)("%s, (r, d) = (%i, %i): to 1e-8, up to order, scale and the signs that the activation allows", (activation, r, d) => {
    for (const seed of [1, 2, 3]) {
      const { teacher, data } = randomNetwork(math, { activation, r, d, seed });
      const found = recovered(engine, data, activation, { seed });
      const { worst, neurons } = compareNetworks(engine, activation, d, teacher, found);
      expect({ seed, verdict: found.verdict, neurons: neurons.length }).toEqual({ seed, verdict: "exact", neurons: r });
      expect(worst).toBeLessThan(1e-8);
    }
  });

  it("by WebAssembly, too", () => {
    const { teacher, data } = randomNetwork(math, { activation: "relu", r: 3, d: 10, seed: 4 });
    const found = recovered(wasm, data, "relu");
    expect(found.verdict).toBe("exact");
    expect(compareNetworks(wasm, "relu", 10, teacher, found).worst).toBeLessThan(1e-8);
  });

  it.each(["relu", "abs"] as const)("%s with noise: within 1.5 times what the Gauss–Newton covariance predicts", (activation) => {
    for (const [seed, noise] of [
      [1, 0.1],
      [2, 0.01],
      [3, 1e-6],
    ] as const) {
      const { teacher, data } = randomNetwork(math, { activation, r: 3, d: 10, seed, noise });
      const found = recovered(engine, data, activation, { seed });
      expect({ seed, verdict: found.verdict, width: found.width }).toEqual({ seed, verdict: "noisy", width: 3 });
      expect(compareNetworks(engine, activation, 10, teacher, found).total / found.predictedError).toBeLessThan(1.5);
      // σ̂ of 480 − 30 degrees of freedom: 3.3 % standard error.
      expect(Math.abs(found.noise / noise - 1)).toBeLessThan(0.15);
    }
  });
});

describe("two close neurons are recovered, or refused as ambiguous", () => {
  it.each([
    ["relu", 10],
    ["abs", 10],
    ["relu", 1],
    ["abs", 1],
    ["abs", 0.01],
    ["relu", 1e-6],
  ] as const)("%s, %d° apart", (activation, degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const W = Float64Array.of(1, 0, 0, 0, 0, Math.cos(angle), Math.sin(angle), 0, 0, 0, 0, 0, 0.6, 0.8, 0);
    const teacher = { W, a: Float64Array.of(1, 0.8, -1.5) };
    const found = recovered(engine, labelled(math, activation, teacher, { d: 5, seed: 1, samples: 600 }), activation);
    expect(["exact", "ambiguous", "none"]).toContain(found.verdict);
    if (degrees === 10) expect(found.verdict).toBe("exact");
    if (found.verdict !== "exact") return;
    const { worst } = compareNetworks(engine, activation, 5, teacher, found);
    // Where no sample lies between the kinks of two neurons, the two are one neuron on all samples, and the smaller network is given.
    if (found.width === 2) expect(angle).toBeLessThan(found.resolution);
    else expect(worst).toBeLessThan(1e-8);
  });
});

describe("what several ReLU networks are", () => {
  it("an even function has a neuron on either side of every line", () => {
    const { data } = randomNetwork(math, { activation: "abs", r: 2, d: 5, seed: 1, samples: 400 });
    expect(recovered(engine, data, "relu")).toMatchObject({ verdict: "exact", width: 4, pairs: 2, extra: false });
  });

  it("a neuron on both sides of one line is found with its two weights", () => {
    const teacher = { W: Float64Array.of(0.6, 0.8, 0, -0.6, -0.8, 0, 0, 0, 1), a: Float64Array.of(1.5, 0.5, -1) };
    const found = recovered(engine, labelled(math, "relu", teacher, { d: 3, seed: 1, samples: 400 }), "relu");
    expect(found).toMatchObject({ verdict: "exact", pairs: 1 });
    expect(compareNetworks(engine, "relu", 3, teacher, found).worst).toBeLessThan(1e-8);
  });

  it("turning neurons round is refused as ambiguous where a signed sum of them vanishes", () => {
    const teacher = { W: Float64Array.of(1, 0, 0, 1, -1, -1), a: Float64Array.of(1, 1, 1) };
    const found = recovered(engine, labelled(math, "relu", teacher, { d: 2, seed: 1, samples: 400 }), "relu");
    expect(found).toMatchObject({ verdict: "ambiguous", unique: false });
    expect(found.heldOutError).toBeLessThanOrEqual(found.floor);
  });

  it("a linear function is relu(u) − relu(−u), and as such one of many", () => {
    const rows = withTargets((x) => 2 * (x[0] ?? 0) - (x[1] ?? 0));
    expect(recovered(engine, rows, "relu")).toMatchObject({ verdict: "ambiguous", width: 2, extra: true });
  });
});

/** 400 samples of any function of five normal inputs. */
function withTargets(f: (x: Float64Array, noise: number) => number, seed = 1): Rows {
  const [n, d] = [400, 5];
  const x = new Float64Array(n * d);
  normal(math, fold(rootKey("recover-wrong", seed), "x"), x);
  const e = new Float64Array(n);
  normal(math, fold(rootKey("recover-wrong", seed), "e"), e);
  return { x, y: e.map((noise, i) => f(x.subarray(i * d, i * d + d), noise)), inputs: d };
}

describe("what is no such network is not claimed", () => {
  const relu = (z: number): number => Math.max(z, 0);
  const rows: readonly (readonly [string, (x: Float64Array, e: number) => number])[] = [
    ["a constant", () => 1],
    ["biases", ([p = 0, q = 0, r = 0]) => relu(p + 0.5) - relu(q - r - 1)],
    ["an offset on the output", ([p = 0, q = 0]) => relu(p) - relu(q) + 0.3],
    ["tanh", ([p = 0, q = 0]) => Math.tanh(p) + Math.tanh(p - q)],
    ["a product", ([p = 0, q = 0]) => p * q],
    ["a cube", ([p = 0]) => p * p * p],
    ["the norm", (x) => Math.sqrt(x.reduce((sum, entry) => sum + entry * entry, 0))],
    ["noise", (_x, e) => e],
    ["a step", ([p = 0]) => Math.sign(p)],
    ["a bias with noise", ([p = 0, q = 0], e) => relu(p + 1) + relu(q) + 0.05 * e],
  ];
  it.each(rows)("%s", (_name, f) => {
    for (const activation of ["relu", "abs"] as const) {
      const found = recovered(engine, withTargets(f), activation, { attempts: 2 });
      expect(`${activation}: ${found.verdict}`).toBe(`${activation}: none`);
    }
  });

  it("ReLU data are no |x| network", () => {
    const { data } = randomNetwork(math, { activation: "relu", r: 3, d: 5, seed: 2, samples: 600 });
    expect(recovered(engine, data, "abs", { attempts: 3 }).verdict).toBe("none");
  });

  it("an exact recovery never has a held-out error above the rounding floor, over noise of any size", () => {
    const claims: Recovery[] = [];
    for (let power = 0; power >= -16; power -= 2) {
      const { data } = randomNetwork(math, { activation: "abs", r: 2, d: 4, seed: 5, samples: 300, noise: 10 ** power });
      const found = recovered(engine, data, "abs", { attempts: 2 });
      if (found.verdict === "exact") claims.push(found);
      // Noise that is larger than rounding is noise.
      if (power > -12 && power < 0) expect(found.verdict).toBe("noisy");
    }
    expect(claims.length).toBeGreaterThan(0);
    for (const { heldOutError, floor } of claims) expect(heldOutError).toBeLessThanOrEqual(floor);
  });
});

describe("inputs that do not span their space", () => {
  it("give the network in the span, compared there", () => {
    const { teacher, data } = randomNetwork(math, { activation: "relu", r: 2, d: 6, seed: 1, samples: 600 });
    const flat = data.x.map((entry, i) => (i % 6 === 2 ? 0 : i % 6 === 3 ? (data.x[i + 1] as number) * 2 : entry));
    const y = labelsOn(teacher, flat);
    const found = recovered(engine, { x: flat, y, inputs: 6 }, "relu");
    expect(found).toMatchObject({ verdict: "exact", rank: 4, width: 2 });
    expect(compareNetworks(engine, "relu", 6, teacher, found, found.basis).worst).toBeLessThan(1e-8);
    expect(compareNetworks(engine, "relu", 6, teacher, found).worst).toBeGreaterThan(1e-3);
  });

  function labelsOn({ W, a }: { readonly W: Float64Array; readonly a: Float64Array }, x: Float64Array): Float64Array {
    return Float64Array.from({ length: x.length / 6 }, (_, i) =>
      a.reduce(
        (sum, weight, k) =>
          sum +
          weight *
            Math.max(
              0,
              W.subarray(6 * k, 6 * k + 6).reduce((z, w, j) => z + w * (x[6 * i + j] as number), 0),
            ),
        0,
      ),
    );
  }
});

it("targets that vanish are the network without neurons", () => {
  expect(
    recovered(
      engine,
      withTargets(() => 0),
      "relu",
    ),
  ).toMatchObject({ verdict: "exact", width: 0 });
});

it("data that cannot be used are refused in one sentence", () => {
  const rows = withTargets(([p = 0]) => p);
  expect(() => recovered(engine, { ...rows, y: rows.y.map((y, i) => (i === 7 ? Number.NaN : y)) }, "relu")).toThrow(
    /recover: y must hold finite numbers; got "entry 7 = NaN"/,
  );
  expect(() => recovered(engine, { x: rows.x.subarray(0, 100), y: rows.y.subarray(0, 20), inputs: 5 }, "relu")).toThrow(
    /at least 25 samples are needed for 5 inputs/,
  );
  expect(() => recovered(engine, { ...rows, x: new Float64Array(2000) }, "relu")).toThrow(/some input must vary/);
});
