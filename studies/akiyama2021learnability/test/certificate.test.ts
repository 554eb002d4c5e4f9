import { normal, rootKey, sphere, type Teacher } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { interpolatingCertificate, preCertificate } from "../certificate/pre-certificate.ts";
import { referenceMinimum } from "../certificate/reference-minimum.ts";
import { drawTeacher } from "../teacher/draw.ts";
import { patternMatrix, patternMoment } from "../teacher/pattern-moments.ts";

const engine = await loadEngine();
const { math } = engine;
const frame = (d: number, r: number, signs: "equal" | "alternating", seed = 1): Teacher =>
  drawTeacher(math, rootKey("test", seed), { dimension: d, teachers: r, directions: "orthonormal", separation: 0, signs });

describe("pattern moments", () => {
  it("are the means over Gaussian samples, within five standard errors", () => {
    const d = 3;
    const n = 200_000;
    const x = new Float64Array(n * d);
    normal(math, rootKey("test", 2), x);
    const rows = new Float64Array(2 * d);
    sphere(math, rootKey("test", 3), d, rows);
    const [u, v] = [rows.subarray(0, d), rows.subarray(d)];
    const exact = patternMoment(math, u, v);
    const sum = new Float64Array(d * d);
    for (let i = 0; i < n; i++) {
      const z = x.subarray(i * d, (i + 1) * d);
      const on = (w: Float64Array) => w[0] * z[0] + w[1] * z[1] + w[2] * z[2] > 0;
      if (on(u) && on(v)) for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) sum[k * d + l] += z[k] * z[l];
    }
    sum.forEach((entry, k) => expect(Math.abs(entry / n - exact[k])).toBeLessThan((5 * 1.5) / Math.sqrt(n)));
  });

  it("of orthonormal teachers have λ_min = 1/4 − 1/(2π), whatever d and m₀ ≥ 2", () => {
    for (const [d, r] of [
      [2, 2],
      [7, 3],
      [9, 9],
    ]) {
      const values = new Float64Array(r * d);
      engine.linear.eigenSymmetric(patternMatrix(math, frame(d, r, "equal").directions, d), r * d, values);
      expect(values[0]).toBeCloseTo(1 / 4 - 1 / (2 * Math.PI), 13);
    }
  });
});

describe("the pre-certificate", () => {
  it.each(["equal", "alternating"] as const)("is the sign at every teacher, with vanishing derivative along the sphere: %s", (signs) => {
    const teacher = frame(4, 3, signs);
    const { value, shift } = preCertificate(engine, teacher, 4);
    const free = interpolatingCertificate(engine, teacher, 4);
    const tangent = new Float64Array(4);
    sphere(math, rootKey("test", 4), 4, tangent);
    let steepest = 0;
    for (let j = 0; j < 3; j++) {
      const w = teacher.directions.slice(4 * j, 4 * j + 4);
      expect(value(w)).toBeCloseTo(teacher.weights[j], 12);
      expect(free.value(w)).toBeCloseTo(teacher.weights[j], 12);
      const slope = (of: (u: Float64Array) => number) => {
        const at = (h: number) => {
          const u = w.map((entry, k) => entry + h * tangent[k]);
          const norm = Math.hypot(...u);
          return of(u.map((entry) => entry / norm));
        };
        return (at(1e-5) - at(-1e-5)) / 2e-5;
      };
      // The second derivative jumps at a teacher, by no more than ‖B‖: over a step of 1e-5 that is left.
      expect(Math.abs(slope(value))).toBeLessThan(1e-5 * Math.hypot(...shift));
      steepest = Math.max(steepest, Math.abs(slope(free.value)));
    }
    expect(steepest, "without the condition the derivative does not vanish").toBeGreaterThan(1e-2);
  });

  it("refuses two teachers of one direction", () => {
    const teacher = { directions: Float64Array.of(1, 0, 1, 0), weights: Float64Array.of(1, 1) };
    expect(() => preCertificate(engine, teacher, 2)).toThrow(/different directions/);
  });
});

describe("the reference minimum", () => {
  it("has mass 1 − 2λ and loss λ² for one teacher", () => {
    for (const lambda of [0.01, 0.05, 0.3]) {
      const { atoms, value, certificate } = referenceMinimum(engine, frame(3, 1, "equal"), 3, lambda) as NonNullable<
        ReturnType<typeof referenceMinimum>
      >;
      expect(Math.hypot(...atoms)).toBeCloseTo(1 - 2 * lambda, 12);
      expect(value - lambda * Math.hypot(...atoms)).toBeCloseTo(lambda * lambda, 12);
      expect(certificate).toBeCloseTo(1, 10);
    }
  });

  it("agrees with the symmetric problem of two teachers in two variables", () => {
    // Atoms r (cos b w₁ ± sin b w₂): a grid over (r, b), refined.
    const lambda = 0.05;
    const teacher = frame(2, 2, "equal");
    const { value, atoms } = referenceMinimum(engine, teacher, 2, lambda) as NonNullable<ReturnType<typeof referenceMinimum>>;
    const kernel = (t: number) => (Math.sin(t) + (Math.PI - t) * Math.cos(t)) / (2 * Math.PI);
    const objective = (r: number, b: number) => {
      // ½ ‖f‖² − ⟨f, f°⟩ + ½ ‖f°‖² + 2 λ r; angles: atoms π/2 − 2b apart, |b| and π/2 − b from the teachers.
      const own = r * r * (kernel(0) + kernel(Math.PI / 2 - 2 * b));
      const cross = 2 * r * (kernel(Math.abs(b)) + kernel(Math.PI / 2 - b));
      return own - cross + kernel(0) + kernel(Math.PI / 2) + 2 * lambda * r;
    };
    let [r, b, width] = [0.9, 0, 0.3];
    for (let round = 0; round < 40; round++) {
      let best = [Number.POSITIVE_INFINITY, r, b];
      for (let i = -10; i <= 10; i++) {
        for (let j = -10; j <= 10; j++) {
          const at = [r + (width * i) / 10, b + (width * j) / 10] as const;
          const here = objective(...at);
          if (here < best[0]) best = [here, ...at];
        }
      }
      [, r, b] = best;
      width *= 0.5;
    }
    expect(value).toBeCloseTo(objective(r, b), 12);
    expect(Math.hypot(atoms[0], atoms[1])).toBeCloseTo(r, 6);
  });

  it("is none where λ is too large for an atom a teacher", () => {
    expect(referenceMinimum(engine, frame(3, 1, "equal"), 3, 0.7)).toBeUndefined();
  });
});
