import type { Teacher } from "@overparam/kernels";
import { describe, expect, it } from "vitest";
import { teacherLabels } from "../../src/data/teacher-labels.ts";
import type { Network } from "../../src/network/network.ts";
import { lossSlopes } from "../../src/objective/loss-slopes.ts";
import { pathNormObjective } from "../../src/objective/path-norm-objective.ts";
import { populationObjective } from "../../src/objective/population-objective.ts";
import { sampledObjective } from "../../src/objective/sampled-objective.ts";
import { kernelFunction, populationCertificate, sampledCertificate } from "../../src/observe/dual-certificate.ts";
import type { SphereFunction } from "../../src/observe/sphere-function.ts";
import { sphereMaximum } from "../../src/observe/sphere-maximum.ts";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { sphere } from "../../src/random/sphere.ts";
import { engines } from "../support/engines.ts";

describe.each((await engines()).filter(([name]) => name !== "reference"))("dual certificates on %s", (_name, engine) => {
  const key = rootKey("certificates", 1);
  const draw = (name: string, length: number) => {
    const out = new Float64Array(length);
    normal(engine.math, fold(key, name), out);
    return out;
  };
  const units = (name: string, count: number, d: number) => {
    const out = new Float64Array(count * d);
    sphere(engine.math, fold(key, name), d, out);
    return out;
  };
  const networkOf = (activation: "relu" | "abs", m: number, d: number): Network => ({
    activation,
    parameterization: "plain",
    students: m,
    inputs: d,
    outputWeights: Float64Array.from({ length: m }, (_, j) => (j % 2 === 0 ? 1 : -1)),
  });
  const teacherOf = (d: number): Teacher => ({ directions: units(`teacher ${d}`, 3, d), weights: Float64Array.of(1, -0.5, 2) });

  it.each(["relu", "abs"] as const)("are the derivative of the penalised loss with respect to mass: %s", (activation) => {
    for (const d of [1, 2, 3, 7]) {
      const network = networkOf(activation, 5, d);
      const teacher = teacherOf(d);
      const theta = draw(`theta ${d}`, 5 * d);
      const lambda = 0.3;
      const x = draw(`inputs ${d}`, 50 * d);
      const samples = { x, y: teacherLabels(activation, teacher, x, d) };
      const [population, sampled] = [
        pathNormObjective(populationObjective(engine, network, teacher), network, lambda),
        sampledObjective(engine, network, samples, { pathNorm: lambda }),
      ];
      const outputs = teacherLabels(activation, { directions: theta, weights: network.outputWeights as Float64Array }, x, d);
      const certificates = [
        populationCertificate(engine, { network, theta }, teacher, lambda),
        sampledCertificate(activation, x, lossSlopes(engine.math, "squared", outputs, samples.y), lambda),
      ];
      [population, sampled].forEach((objective, which) => {
        const gradient = new Float64Array(5 * d);
        objective.gradient(theta, gradient);
        for (let j = 0; j < 5; j++) {
          const w = theta.subarray(j * d, (j + 1) * d);
          const norm = Math.hypot(...w);
          const u = w.map((entry) => entry / norm);
          const radial = u.reduce((sum, entry, k) => sum + entry * gradient[j * d + k], 0);
          const s = (network.outputWeights as Float64Array)[j];
          const slope = new Float64Array(d);
          const value = (certificates[which] as SphereFunction).gradient(u, slope);
          // ŵ·∇_w F = λ (1 − s η(ŵ)).
          expect(radial).toBeCloseTo(lambda * (1 - s * value), 12);
          const one = new Float64Array(1);
          (certificates[which] as SphereFunction).values(u, one);
          expect(one[0]).toBeCloseTo(value, 12);
        }
        objective.close();
      });
    }
  });

  it.each(["relu", "abs"] as const)("have the derivative of their own values as gradient: %s", (activation) => {
    const atoms = Array.from({ length: 4 }, (_, k) => ({ direction: units(`atom ${k}`, 1, 4), mass: k - 1.5 }));
    const v = kernelFunction(engine, activation, 4, atoms, 0.7);
    const u = units("u", 1, 4);
    const slope = new Float64Array(4);
    v.gradient(u, slope);
    for (let k = 0; k < 4; k++) {
      const at = (h: number) => {
        const moved = u.map((entry, i) => (i === k ? entry + h : entry));
        const length = Math.hypot(...moved);
        const out = new Float64Array(1);
        v.values(
          moved.map((entry) => entry / length),
          out,
        );
        return length * out[0];
      };
      expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(slope[k], 8);
    }
  });

  it.each([2, 3])("are largest where a brute-force grid says, in d = %d", (d) => {
    const grid: number[] = [];
    const step = Math.PI / (d === 2 ? 3000 : 90);
    for (let a = 0; a < 2 * Math.PI; a += step) {
      if (d === 2) grid.push(Math.cos(a), Math.sin(a));
      else for (let b = step / 2; b < Math.PI; b += step) grid.push(Math.sin(b) * Math.cos(a), Math.sin(b) * Math.sin(a), Math.cos(b));
    }
    const rows = Float64Array.from(grid);
    const values = new Float64Array(rows.length / d);
    const x = draw("data", 120 * d);
    for (let k = 0; k < 5; k++) {
      const teacher = { directions: units(`t ${d} ${k}`, 3, d), weights: Float64Array.of(1, -1, 1) };
      const network = networkOf("relu", 3, d);
      const theta = draw(`s ${d} ${k}`, 3 * d);
      const slopes = teacherLabels("relu", teacher, x, d).map(
        (y, i) => y - teacherLabels("relu", { directions: theta, weights: Float64Array.of(1, -1, 1) }, x, d)[i],
      );
      for (const [which, v] of [
        populationCertificate(engine, { network, theta }, teacher, 1),
        sampledCertificate("relu", x, slopes, 1),
      ].entries()) {
        for (const sign of [1, -1] as const) {
          v.values(rows, values);
          const best = values.reduce((at, value, i) => (sign * value > sign * values[at] ? i : at), 0);
          const found = sphereMaximum(v, units("starts", 60, d), { sign, climbs: 12 });
          expect(found.value).toBeGreaterThanOrEqual(sign * values[best] - v.rounding);
          // Kernels of unit masses are curved by at most 1 along the sphere; a sum over samples has kinks, and changes by at most Σ|ρ_i| ‖x_i‖/n a radian.
          const closed = which === 0;
          const masses = 3 + Array.from({ length: 3 }, (_, j) => Math.hypot(...theta.subarray(j * d, (j + 1) * d))).reduce((p, q) => p + q);
          const rate =
            slopes.reduce((sum, rho, i) => sum + Math.abs(rho) * Math.hypot(...x.subarray(i * d, (i + 1) * d)), 0) / slopes.length;
          expect(found.value - sign * values[best]).toBeLessThanOrEqual(closed ? masses * step * step : rate * step);
          const cosine = found.at.reduce((sum, entry, i) => sum + entry * rows[best * d + i], 0);
          if (closed) expect(cosine).toBeGreaterThan(1 - 4 * step * step);
          expect(found.hits).toBeGreaterThan(0);
        }
      }
    }
  });

  it("refuse λ = 0 and starts that are no rows", () => {
    expect(() => kernelFunction(engine, "relu", 2, [], 0)).toThrow(/lambda must be a positive number/);
    expect(() => sphereMaximum(kernelFunction(engine, "relu", 2, [], 1), new Float64Array(3))).toThrow(/whole rows of 2/);
    expect(() => sampledCertificate("relu", new Float64Array(5), new Float64Array(2), 1)).toThrow(/a whole row for each/);
  });
});

describe("lossSlopes", () => {
  it("are minus the derivative of each loss", async () => {
    const [, [, engine]] = await engines();
    const f = Float64Array.of(-2, -0.3, 0.2, 0.9, 3);
    const y = Float64Array.of(1, -1, 1, 1, -1);
    const losses = {
      squared: (a: number, b: number) => 0.5 * (a - b) ** 2,
      logistic: (a: number, b: number) => Math.log1p(Math.exp(-a * b)),
      "smooth-hinge": (a: number, b: number) => (a * b >= 1 ? 0 : a * b >= 0 ? 0.5 * (1 - a * b) ** 2 : 0.5 - a * b),
    } as const;
    for (const [name, loss] of Object.entries(losses)) {
      const slopes = lossSlopes(engine.math, name as keyof typeof losses, f, y);
      slopes.forEach((slope, i) => expect(slope).toBeCloseTo(-(loss(f[i] + 1e-6, y[i]) - loss(f[i] - 1e-6, y[i])) / 2e-6, 8));
    }
  });
});
