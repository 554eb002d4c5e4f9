import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Circular, Engine, FullyConnected } from "@overparam/kernels";
import { availableBackends, loadEngine } from "@overparam/kernels/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepStart } from "../../src/network/deep-start.ts";
import { standardVariances } from "../../src/network/entry-variances.ts";
import { deepObjective } from "../../src/objective/deep-objective.ts";
import { linearisedObjective } from "../../src/objective/linearised-objective.ts";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { sphere } from "../../src/random/sphere.ts";
import { arcCosine, stableAngle } from "../../src/tangent/arc-cosine.ts";
import { empiricalKernel, planEmpiricalKernel } from "../../src/tangent/empirical-kernel.ts";
import { infiniteKernel } from "../../src/tangent/infinite-kernel.ts";
import { kernelDrift } from "../../src/tangent/kernel-drift.ts";
import { kernelPrediction } from "../../src/tangent/kernel-prediction.ts";
import { particleKernel } from "../../src/tangent/particle-kernel.ts";
import { spectralNorm } from "../../src/tangent/spectral-norm.ts";

// The collector, by hand, so that what was dropped is not counted; the second call waits for the first one's sweep.
setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;
const collect = (): void => {
  gc();
  gc();
};

const engine = await loadEngine();
const { math } = engine;
const hiddenOnly = (layers: number): boolean[] => Array.from({ length: layers + 1 }, (_, l) => l > 0 && l < layers);
const unitRows = (n: number, d: number, seed = 1): Float64Array => {
  const x = new Float64Array(n * d);
  sphere(math, rootKey("tangent", seed), d, x);
  return x;
};
const relative = (a: Float64Array, b: Float64Array): number => kernelDrift(a, b).distance;

/** 20-point Gauss–Hermite by Newton on the orthonormal recursion, nothing of the laboratory's. */
function hermiteNodes(count: number): { x: number; w: number }[] {
  const h = (n: number, x: number): number[] => {
    const p = [Math.PI ** -0.25, Math.SQRT2 * x * Math.PI ** -0.25];
    for (let k = 2; k <= n; k++) p.push(Math.sqrt(2 / k) * x * (p[k - 1] as number) - Math.sqrt((k - 1) / k) * (p[k - 2] as number));
    return p;
  };
  const nodes: { x: number; w: number }[] = [];
  const top = Math.sqrt(2 * count + 1);
  let [last, sign] = [top, Math.sign(h(count, top)[count] as number)];
  for (let x = top; x >= -top; x -= top / 4000) {
    const now = Math.sign(h(count, x)[count] as number);
    if (now !== sign && now !== 0) {
      let [low, high] = [x, last];
      for (let i = 0; i < 80; i++) {
        const middle = (low + high) / 2;
        if (Math.sign(h(count, middle)[count] as number) === sign) high = middle;
        else low = middle;
      }
      const p = h(count, low);
      nodes.push({ x: low * Math.SQRT2, w: 1 / (count * (p[count - 1] as number) ** 2) / Math.sqrt(Math.PI) });
      sign = now;
    }
    last = x;
  }
  return nodes;
}

describe("arc-cosine functions", () => {
  it("agree with the textbook formula between the ends, and have values at them", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3.13, noNaN: true }), (t) => {
        const { kappa0, kappa1, angle } = arcCosine(engine, t);
        const rho = Math.cos(t);
        expect(kappa0).toBeCloseTo((Math.PI - Math.acos(rho)) / Math.PI, 12);
        const k1 = (Math.sqrt(1 - rho * rho) + rho * (Math.PI - Math.acos(rho))) / Math.PI;
        expect(kappa1).toBeCloseTo(k1, 13);
        expect(Math.cos(angle)).toBeCloseTo(k1, 13);
      }),
    );
    expect(arcCosine(engine, 0)).toEqual({ kappa0: 1, kappa1: 1, angle: 0 });
    const end = arcCosine(engine, Math.PI);
    expect(end.kappa0).toBe(0);
    expect(Math.abs(end.kappa1)).toBeLessThan(1e-15);
    expect(end.angle).toBeCloseTo(Math.PI / 2, 14);
  });

  it("keep all digits near coincident vectors, where the arccosine of the inner product has none", () => {
    // 1 − κ_1 = t²/2 − t³/(3π) + …, so the next angle is t (1 − t/(3π) + …).
    for (const t of [1e-3, 1e-6, 1e-9, 1e-12]) {
      const { angle } = arcCosine(engine, t);
      expect(Math.abs(angle / t - (1 - t / (3 * Math.PI)))).toBeLessThan(t * t + 4e-16);
    }
    const [a, b] = [Float64Array.of(1, 0), Float64Array.of(1, 1e-11)];
    expect(stableAngle(engine, a, b) / 1e-11).toBeCloseTo(1, 12);
  });
});

describe("the infinite-width kernel", () => {
  it.each([1, 2, 3, 5, 8])("of a fully connected relu network with frozen ends is its closed form (L = %d)", (L) => {
    const [n, d, m, outputs] = [6, 5, 64, 3];
    const x = unitRows(n, d);
    const network: FullyConnected = { kind: "fully connected", inputs: d, width: m, layers: L + 1, outputs };
    const kernel = infiniteKernel(engine, network, x, { trained: hiddenOnly(L + 1) });
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (i === j) {
          expect(Math.abs(((kernel[i * n + i] as number) * 2 * outputs) / m / L - 1)).toBeLessThan(1e-14);
          continue;
        }
        const rho = [0];
        for (let k = 0; k < d; k++) rho[0] = (rho[0] as number) + (x[i * d + k] as number) * (x[j * d + k] as number);
        const acos = Math.acos;
        for (let l = 0; l <= L; l++) {
          const r = rho[l] as number;
          rho.push((Math.sqrt(1 - r * r) + r * (Math.PI - acos(r))) / Math.PI);
        }
        let sum = 0;
        for (let l = 1; l <= L; l++) {
          let product = rho[l] as number;
          for (let k = l; k <= L; k++) product *= (Math.PI - acos(rho[k] as number)) / Math.PI;
          sum += product;
        }
        const closed = ((m / outputs) * sum) / 2;
        expect(Math.abs((kernel[i * n + j] as number) / closed - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it("of an erf network agrees with integrals over Gaussian pairs", () => {
    const nodes = hermiteNodes(120);
    expect(nodes.length).toBe(120);
    expect(nodes.reduce((sum, { w }) => sum + w, 0)).toBeCloseTo(1, 12);
    const mean = (a: number, b: number, c: number, f: (u: number) => number): number => {
      let sum = 0;
      for (const p of nodes) {
        const u = Math.sqrt(a) * p.x;
        for (const q of nodes) {
          const v = (c / Math.sqrt(a)) * p.x + Math.sqrt(Math.max(0, b - (c * c) / a)) * q.x;
          sum += p.w * q.w * f(u) * f(v);
        }
      }
      return sum;
    };
    const [n, d, m] = [2, 4, 32];
    const x = unitRows(n, d, 3);
    const network: FullyConnected = { kind: "fully connected", inputs: d, width: m, layers: 2, activation: "erf" };
    const variances = standardVariances(network, 0.5);
    const kernel = infiniteKernel(engine, network, x, { variances });
    const inner = [0, 1, 2, 3].reduce((sum, k) => sum + (x[k] as number) * (x[d + k] as number), 0);
    const [a1, c1] = [variances.first, variances.first * inner];
    const erf = (z: number) => math.erf(z);
    const slope = (z: number) => (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z);
    const [h11, h12] = [m * mean(a1, a1, a1, erf), m * mean(a1, a1, c1, erf)];
    const [a2, c2] = [variances.hidden * h11, variances.hidden * h12];
    const e2 = m * variances.output * mean(a2, a2, c2, slope);
    const e1 = mean(a1, a1, c1, slope) * m * variances.hidden * e2;
    const closed = e1 * inner + e2 * h12 + m * mean(a2, a2, c2, erf);
    expect(Math.abs((kernel[1] as number) / closed - 1)).toBeLessThan(1e-10);
  });

  it.each(["relu", "erf"] as const)("is a number for equal and opposite inputs, for zeros and any norms (%s)", (activation) => {
    const x = Float64Array.of(1, 0, 1, 0, -1, 0, 0, 0, 3, 1e-9, 3, -1e-9);
    for (const network of [
      { kind: "fully connected", inputs: 2, width: 8, layers: 4, activation } as const,
      { kind: "circular", positions: 2, taps: 2, inputs: 1, channels: 8, layers: 3, activation } as const,
    ]) {
      const kernel = infiniteKernel(engine, network, x);
      expect(kernel.every(Number.isFinite)).toBe(true);
      expect(kernel[1]).toBeCloseTo(kernel[0] as number, 12);
      const values = new Float64Array(6);
      engine.linear.eigenSymmetric(kernel, 6, values);
      expect(values[0] as number).toBeGreaterThan(-1e-7 * (values[5] as number));
    }
  });

  it("of a circular network of one position is the fully connected one", () => {
    const x = unitRows(5, 3);
    const ring: Circular = { kind: "circular", positions: 1, taps: 1, inputs: 3, channels: 16, layers: 3, outputs: 2 };
    const dense: FullyConnected = { kind: "fully connected", inputs: 3, width: 16, layers: 3, outputs: 2 };
    expect(infiniteKernel(engine, ring, x)).toEqual(infiniteKernel(engine, dense, x));
  });

  it("of a circular relu network satisfies the recursion with averages over the patch, coded apart", () => {
    const [P, Q, L, m, outputs] = [5, 3, 2, 40, 2];
    const x = unitRows(2, P * 2, 5);
    const network: Circular = { kind: "circular", positions: P, taps: Q, inputs: 2, channels: m, layers: L + 1, outputs };
    const kernel = infiniteKernel(engine, network, x, { trained: hiddenOnly(L + 1) });
    const cell = (i: number, j: number) => {
      const at = (p: number) => ((p % P) + P) % P;
      const grid = (of: (p: number, r: number) => number) =>
        Array.from({ length: P }, (_, p) => Array.from({ length: P }, (_, r) => of(p, r)));
      const inner = (a: number, b: number) =>
        grid((p, r) => [0, 1].reduce((s, k) => s + (x[a * P * 2 + p * 2 + k] as number) * (x[b * P * 2 + r * 2 + k] as number), 0));
      const shift = (g: number[][], p: number, r: number, side: number) =>
        [-1, 0, 1].reduce((s, q) => s + ((g[at(p + side * q)] as number[])[at(r + side * q)] as number), 0);
      let S = [inner(i, j), inner(i, i), inner(j, j)] as [number[][], number[][], number[][]];
      const k1 = (c: number) => (Math.sqrt(Math.max(0, 1 - c * c)) + c * (Math.PI - Math.acos(Math.min(1, c)))) / Math.PI;
      const k0 = (c: number) => (Math.PI - Math.acos(Math.min(1, c))) / Math.PI;
      const states: number[][][] = [];
      const slopes: number[][][] = [];
      for (let l = 0; l <= L; l++) {
        const [cross, own, other] = S;
        const n = (p: number, r: number) => Math.sqrt((own[p]?.[p] as number) * (other[r]?.[r] as number));
        states.push(cross);
        slopes.push(grid((p, r) => k0((cross[p]?.[r] as number) / n(p, r)) / 2));
        const next = (g: number[][], left: number[][], right: number[][]) => {
          const value = grid((p, r) => {
            const size = Math.sqrt((left[p]?.[p] as number) * (right[r]?.[r] as number));
            return size * k1((g[p]?.[r] as number) / size);
          });
          return grid((p, r) => shift(value, p, r, 1) / Q);
        };
        S = [next(cross, own, other), next(own, own, own), next(other, other, other)];
      }
      let back = grid((p, r) => (p === r ? (slopes[L]?.[p]?.[r] as number) : 0));
      let sum = 0;
      for (let l = L; l >= 1; l--) {
        for (let p = 0; p < P; p++) for (let r = 0; r < P; r++) sum += Q * (states[l]?.[p]?.[r] as number) * (back[p]?.[r] as number);
        const here = back;
        back = grid((p, r) => (slopes[l - 1]?.[p]?.[r] as number) * (2 / Q) * shift(here, p, r, -1));
      }
      return (m / outputs) * sum;
    };
    expect(Math.abs((kernel[1] as number) / cell(0, 1) - 1)).toBeLessThan(1e-10);
  });

  it("refuses what has no recursion, with advice", () => {
    const x = unitRows(2, 3);
    const dense = { kind: "fully connected", inputs: 3, width: 4, layers: 3 } as const;
    expect(() => infiniteKernel(engine, { ...dense, activation: "gelu" }, x)).toThrow(/relu and erf/);
    expect(() => infiniteKernel(engine, { ...dense, skip: 0.1 }, x)).toThrow(/particleKernel/);
    expect(() => infiniteKernel(engine, { kind: "residual", height: 1, width: 1, channels: 3, layers: 2 }, x)).toThrow(/empirical/);
  });
});

describe("kernels of finite networks", () => {
  const error = (network: FullyConnected | Circular, limit: Float64Array, x: Float64Array, draws: number): number => {
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      const theta = deepStart(math, fold(rootKey("finite", 1), draw), network);
      sum += relative(empiricalKernel(engine, network, theta, x, { trained: hiddenOnly(network.layers) }), limit);
    }
    return sum / draws;
  };

  it.each<readonly [string, (m: number) => FullyConnected | Circular]>([
    ["fully connected", (m) => ({ kind: "fully connected", inputs: 6, width: m, layers: 3, outputs: 2 })],
    ["circular", (m) => ({ kind: "circular", inputs: 2, positions: 3, taps: 3, channels: m, layers: 3, outputs: 2 })],
  ])("come closer like m^(−1/2): %s", (_name, of) => {
    const x = unitRows(5, 6);
    const errors = [32, 128, 512].map((m) => error(of(m), infiniteKernel(engine, of(m), x, { trained: hiddenOnly(3) }), x, 8));
    const slope = Math.log((errors[2] as number) / (errors[0] as number)) / Math.log(16);
    expect(slope).toBeGreaterThan(-0.65);
    expect(slope).toBeLessThan(-0.35);
  });

  it("with skips tend to the particles' kernel", () => {
    const x = unitRows(4, 5);
    const of = (m: number): FullyConnected => ({ kind: "fully connected", inputs: 5, width: m, layers: 5, outputs: 1, skip: 0.4 });
    const { kernel, error: own } = particleKernel(engine, rootKey("particles", 1), of(512), x, {
      particles: 16_384,
      trained: hiddenOnly(5),
    });
    const spread = Math.sqrt(own.reduce((sum, e) => sum + e * e, 0) / kernel.reduce((sum, k) => sum + k * k, 0));
    expect(spread).toBeLessThan(0.01);
    // The mean over draws of finite networks, whose own error is that of 24 draws.
    const mean = new Float64Array(16);
    const all = Array.from({ length: 24 }, (_, draw) => {
      const theta = deepStart(math, fold(rootKey("finite", 2), draw), of(512));
      return empiricalKernel(engine, of(512), theta, x, { trained: hiddenOnly(5) });
    });
    for (const one of all) one.forEach((value, k) => (mean[k] = (mean[k] as number) + value / all.length));
    const deviation = Math.sqrt(
      all.reduce((sum, one) => sum + one.reduce((s, value, k) => s + (value - (mean[k] as number)) ** 2, 0), 0) /
        (all.length - 1) /
        all.length,
    );
    expect(relative(mean, kernel)).toBeLessThan(4 * (deviation / Math.sqrt(kernel.reduce((sum, k) => sum + k * k, 0)) + spread));
  });

  it("with a skip of τ = 0 and no hidden layer between are the plain network's, by particles", () => {
    const x = unitRows(3, 4);
    const plain = { kind: "fully connected", inputs: 4, width: 32, layers: 2 } as const;
    const { kernel } = particleKernel(engine, rootKey("particles", 2), { ...plain, skip: 0.7 }, x, { particles: 20_000 });
    expect(relative(kernel, infiniteKernel(engine, plain, x))).toBeLessThan(0.02);
  });

  it("are the same in tiles, within the memory that was announced", async () => {
    const small = await loadEngine({ memory: 2 ** 19 });
    const x = unitRows(50, 6);
    const network: FullyConnected = { kind: "fully connected", inputs: 6, width: 40, layers: 3, outputs: 3 };
    const theta = deepStart(math, rootKey("tiles", 1), network);
    for (const outputs of ["mean", "full"] as const) {
      const whole = empiricalKernel(engine, network, theta, x, { outputs });
      const memory = Math.floor(0.75 * planEmpiricalKernel(engine, network, 50, { outputs }).bytes);
      const cost = planEmpiricalKernel(small, network, 50, { outputs, memory });
      expect(cost.bytes).toBeLessThanOrEqual(memory);
      expect(cost.tile).toBeLessThan(50);
      expect(cost.tiles).toBeGreaterThan(1);
      const tiled = empiricalKernel(small, network, theta, x, { outputs, memory });
      expect(relative(tiled, whole)).toBeLessThan(1e-13);
    }
    expect(small.memory.used).toBe(0);
    expect(() => planEmpiricalKernel(small, network, 50, { memory: 1000 })).toThrow(/must fit into the memory/);
    small.close();
  });

  it("of two thousand samples stay within the memory that was announced", { timeout: 60_000 }, async () => {
    const limited = await loadEngine({ memory: 48 * 2 ** 20 });
    const [n, d] = [2000, 10];
    const x = unitRows(n, d);
    const network: FullyConnected = { kind: "fully connected", inputs: d, width: 128, layers: 3 };
    const theta = deepStart(math, rootKey("many", 1), network);
    const memory = 40 * 2 ** 20;
    const cost = planEmpiricalKernel(limited, network, n, { memory });
    expect(cost.bytes).toBeLessThanOrEqual(memory);
    expect(cost.bytes).toBeGreaterThanOrEqual(8 * n * n);
    collect();
    const before = process.memoryUsage().external;
    // What is held in the middle of every tile; what was dropped is the collector's business.
    let peak = 0;
    const watched: Engine = Object.create(limited, {
      deep: {
        value: {
          plan: limited.deep.plan.bind(limited.deep),
          open: (...given: Parameters<Engine["deep"]["open"]>) => {
            const problem = limited.deep.open(...given);
            return {
              tangentKernel: (...asked: Parameters<typeof problem.tangentKernel>) => {
                problem.tangentKernel(...asked);
                collect();
                peak = Math.max(peak, process.memoryUsage().external - before);
              },
              close: () => problem.close(),
            };
          },
        },
      },
    });
    const kernel = empiricalKernel(watched, network, theta, x, { memory });
    expect(peak).toBeGreaterThanOrEqual(8 * n * n);
    expect(peak).toBeLessThanOrEqual(cost.bytes);
    expect(limited.memory.used).toBe(0);
    for (const [i, j] of [
      [3, 3],
      [1999, 2],
      [700, 1500],
    ] as const) {
      const pair = Float64Array.from([...x.subarray(i * d, (i + 1) * d), ...x.subarray(j * d, (j + 1) * d)]);
      const own = empiricalKernel(engine, network, theta, pair);
      expect(Math.abs((kernel[i * n + j] as number) / (own[i === j ? 0 : 1] as number) - 1)).toBeLessThan(1e-12);
    }
    limited.close();
  });
});

describe("training against the kernel", () => {
  const [n, trained] = [5, [false, true, false]];
  const x = unitRows(n, 6);
  const y = new Float64Array(n * 2);
  normal(math, rootKey("labels", 1), y);
  const of = (width: number, seed: number) => {
    const network: FullyConnected = { kind: "fully connected", inputs: 6, width, layers: 2, outputs: 2 };
    const start = deepStart(math, rootKey("start", seed), network);
    return { network, start, objective: deepObjective(engine, network, { x, y }, { trained, over: "sum" }) };
  };
  /** Ten steps of the linearised and of the real network: how far each is from the prediction of its own start's kernel. */
  const follow = (width: number, seed: number) => {
    const { network, start, objective: real } = of(width, seed);
    const kernel = empiricalKernel(engine, network, start, x, { trained, outputs: "full" });
    const residuals = new Float64Array(2 * n);
    real.problem.forward(start, residuals);
    for (let k = 0; k < residuals.length; k++) residuals[k] = (residuals[k] as number) - (y[k] as number);
    const values = new Float64Array(2 * n);
    engine.linear.eigenSymmetric(kernel, 2 * n, values);
    const step = 0.5 / (values[2 * n - 1] as number);
    const prediction = kernelPrediction(engine, kernel, residuals, step);
    expect(prediction.eigenvalues).toEqual(values);
    const linear = linearisedObjective(real, start);
    const far = (objective: { gradient: (theta: Float64Array, out: Float64Array) => number }) => {
      const [theta, slope] = [start.slice(), new Float64Array(start.length)];
      let worst = 0;
      for (let t = 0; t <= 10; t++) {
        worst = Math.max(worst, Math.abs(objective.gradient(theta, slope) / prediction.loss(t) - 1));
        for (let k = 0; k < theta.length; k++) theta[k] = (theta[k] as number) - step * (slope[k] as number);
      }
      return { worst, theta };
    };
    const [own, linearised] = [far(real), far(linear)];
    const drift = kernelDrift(empiricalKernel(engine, network, own.theta, x, { trained, outputs: "full" }), kernel);
    linear.close();
    return { real: own.worst, linear: linearised.worst, drift };
  };

  it("the linearised network follows the prediction of its kernel exactly, the real one and its kernel the closer the wider it is", () => {
    const mean = (width: number) => {
      const runs = [1, 2, 3, 4, 5, 6].map((seed) => follow(width, seed));
      for (const run of runs) expect(run.linear).toBeLessThan(1e-9);
      const average = (value: (run: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + value(run) / runs.length, 0);
      return {
        real: average((run) => run.real),
        distance: average((run) => run.drift.distance),
        bend: average((run) => 1 - run.drift.alignment),
      };
    };
    const [narrow, wide] = [mean(64), mean(1024)];
    // Both should fall by 4 where they go like m^(−1/2).
    expect(wide.real).toBeLessThan(narrow.real / 2);
    expect(wide.distance).toBeLessThan(narrow.distance / 2);
    expect(wide.bend).toBeLessThan(narrow.bend / 2);
    expect(wide.distance).toBeGreaterThan(0);
  });

  it("the linearised objective is the integral of its gradient", () => {
    const { start, objective } = of(1024, 1);
    const linear = linearisedObjective(objective, start);
    const direction = new Float64Array(start.length);
    normal(math, rootKey("direction", 1), direction);
    const slope = new Float64Array(start.length);
    linear.gradient(start, slope);
    const along = slope.reduce((sum, g, k) => sum + g * (direction[k] as number), 0);
    const at = (h: number) => linear.value(start.map((w, k) => w + h * (direction[k] as number)));
    expect(Math.abs((at(1e-5) - at(-1e-5)) / 2e-5 / along - 1)).toBeLessThan(1e-6);
    linear.close();
  });
});

it("the spectral norm is the largest singular value", () => {
  const a = new Float64Array(30 * 17);
  normal(math, rootKey("matrix", 1), a);
  const values = new Float64Array(17);
  engine.linear.singular(a, 30, 17, values);
  expect(spectralNorm(a, 30, 17, 1e-10) / (values[0] as number)).toBeCloseTo(1, 6);
  expect(spectralNorm(new Float64Array(6), 2, 3)).toBe(0);
});

it.each(availableBackends())("the infinite kernel has the same bits on %s", async (backend) => {
  const other = await loadEngine({ backend });
  const network: FullyConnected = { kind: "fully connected", inputs: 4, width: 32, layers: 4 };
  const x = unitRows(4, 4);
  expect(infiniteKernel(other, network, x)).toEqual(infiniteKernel(engine, network, x));
  other.close();
});
