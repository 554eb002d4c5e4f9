import { type Claim, type Context, fold, type Measured, sphere, type Teacher } from "@overparam/core";
import { interpolatingCertificate, preCertificate } from "../certificate/pre-certificate.ts";
import type { Config } from "../config.ts";
import { drawTeacher } from "../teacher/draw.ts";

/** Half-width of the caps around teachers outside which |cert_V| has to stay below 1, radians. */
const cap = 0.15;
/** Step of the one-sided second differences: their truncation is of the order of the step, their rounding of its square's inverse. */
const small = 1e-3;

const numbers = [2, 3, 5, 10] as const;
const random: Readonly<Record<Config["scale"], number>> = { smoke: 500, default: 20_000, full: 1_000_000 };

/** Orthonormal teachers with d = m_0, equal and alternating signs. */
function frames({ engine, key }: Context): readonly { readonly name: string; readonly teacher: Teacher; readonly d: number }[] {
  return numbers.flatMap((d) =>
    (["equal", "alternating"] as const).map((signs) => ({
      name: `${d} teachers, ${signs} signs`,
      d,
      teacher: drawTeacher(engine.math, fold(key, `frame ${d} ${signs}`), {
        dimension: d,
        teachers: d,
        directions: "orthonormal",
        separation: 0,
        signs,
      }),
    })),
  );
}

/** Three teachers of signs +, −, + of which the first two are 35° apart: the condition fails there. */
function close({ engine }: Context) {
  const [cos, sin] = [engine.math.cos(0.61), engine.math.sin(0.61)];
  const teacher: Teacher = {
    directions: Float64Array.of(1, 0, 0, cos, sin, 0, 0.25, -0.4, 0.8817596044274199),
    weights: Float64Array.of(1, -1, 1),
  };
  return [{ name: "three teachers, 35° apart", teacher, d: 3 }];
}

/** Non-degenerate source condition, away from the teachers: |cert_V| < 1. */
export const preCertificateBound: Claim<Config> = {
  id: "pre-certificate",
  name: "Pre-certificate",
  says: "With orthonormal teachers the pre-certificate stays below 1 away from them, so that for small λ the minimiser has one atom a teacher.",
  statement: String.raw`|\eta_V(u)|<1\quad\text{for }u\text{ away from all }w^\circ_j`,
  quantity: "largest |η_V| outside caps of 0.15 rad around the teachers",
  grade: "inequality",
  fidelity: "derived",
  addition: "standard theory of sparse measures; A and the closed form are the laboratory's",
  assumes: [],
  construct: (config, context) => frames(context).map((frame) => largestOutside(context, config, frame)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at most", bound: 1, constants: "given" }),
  counter: {
    why: "two teachers of opposite sign 35° apart beside a third: the pre-certificate passes 1",
    construct: (config, context) => close(context).map((frame) => largestOutside(context, config, frame)),
  },
};

/** Non-degenerate source condition, at the teachers: s cert_V is strictly concave there. */
export const preCertificateCurvature: Claim<Config> = {
  id: "pre-certificate-curvature",
  name: "Pre-certificate, curvature",
  says: "With orthonormal teachers the pre-certificate falls off in every direction from every teacher.",
  statement: String.raw`s_j\,\nabla^2\eta_V(w^\circ_j)\prec0\text{ along the sphere}`,
  quantity: "least 2 (1 − s_j η_V)/h² at distance h = 10⁻³ from a teacher",
  grade: "inequality",
  fidelity: "derived",
  addition: "standard theory of sparse measures; one-sided, as the pre-certificate is once but not twice differentiable at teachers",
  assumes: [],
  construct: (_config, context) => frames(context).flatMap((frame) => leastCurvature(context, frame)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at least", bound: 0, scale: 0.01, constants: "given" }),
  counter: {
    why: "the function of least norm that has the right values at the teachers, without vanishing derivatives",
    construct: (_config, context) => frames(context).flatMap((frame) => leastCurvature(context, frame, interpolatingCertificate)),
  },
};

function largestOutside(
  { engine, key }: Context,
  { scale }: Config,
  { name, teacher, d }: { readonly name: string; readonly teacher: Teacher; readonly d: number },
): Measured {
  const certificate = preCertificate(engine, teacher, d);
  const count = random[scale];
  const rows = new Float64Array(count * d);
  sphere(engine.math, fold(key, `directions ${name}`), d, rows);
  const limit = engine.math.cos(cap);
  let largest = 0;
  const look = (u: Float64Array): void => {
    for (let j = 0; j < teacher.weights.length; j++) {
      let cosine = 0;
      for (let k = 0; k < d; k++) cosine += (u[k] as number) * (teacher.directions[j * d + k] as number);
      if (cosine > limit) return;
    }
    largest = Math.max(largest, Math.abs(certificate.value(u)));
  };
  for (let i = 0; i < count; i++) look(rows.subarray(i * d, (i + 1) * d));
  for (const u of structured(engine, teacher, d)) look(u);
  return { run: name, value: largest, rounding: certificate.rounding };
}

/** Arcs between teachers and their opposites, where the pre-certificate is largest outside the caps: rings of radius 0.15, 0.16, 0.2, 0.3, … towards each other one. */
function structured({ math }: Context["engine"], { directions, weights }: Teacher, d: number): readonly Float64Array[] {
  const r = weights.length;
  const out: Float64Array[] = [];
  const unit = (i: number, side: number) => directions.slice(i * d, (i + 1) * d).map((entry) => side * entry);
  for (let i = 0; i < r; i++) {
    out.push(unit(i, -1));
    for (let j = 0; j < r; j++) {
      if (j === i) continue;
      for (const side of [1, -1]) {
        const [from, to] = [unit(i, 1), unit(j, side)];
        const cosine = from.reduce((sum, entry, k) => sum + entry * (to[k] as number), 0);
        const tangent = to.map((entry, k) => entry - cosine * (from[k] as number));
        const norm = Math.sqrt(tangent.reduce((sum, entry) => sum + entry * entry, 0));
        for (const angle of [0.1501, 0.16, 0.2, 0.3, 0.5, 0.8, 1.2, 1.6, 2.2, 2.8]) {
          out.push(from.map((entry, k) => math.cos(angle) * entry + (math.sin(angle) * (tangent[k] as number)) / norm));
        }
      }
    }
  }
  return out;
}

/** The least one-sided curvature at every teacher over random tangents and those towards the other teachers. */
function leastCurvature(
  { engine, key }: Context,
  { name, teacher, d }: { readonly name: string; readonly teacher: Teacher; readonly d: number },
  make: typeof preCertificate = preCertificate,
): readonly Measured[] {
  const certificate = make(engine, teacher, d);
  const r = teacher.weights.length;
  const tangents = new Float64Array(24 * d);
  sphere(engine.math, fold(key, `tangents ${name}`), d, tangents);
  const { sin, cos } = engine.math;
  return Array.from({ length: r }, (_, j): Measured => {
    const own = teacher.directions.subarray(j * d, (j + 1) * d);
    let least = Number.POSITIVE_INFINITY;
    for (const source of [tangents, teacher.directions]) {
      for (let at = 0; at < source.length; at += d) {
        if (source === teacher.directions && at === j * d) continue;
        const row = source.subarray(at, at + d);
        const along = row.reduce((sum, entry, k) => sum + entry * (own[k] as number), 0);
        const v = row.map((entry, k) => entry - along * (own[k] as number));
        const norm = Math.sqrt(v.reduce((sum, entry) => sum + entry * entry, 0));
        for (const side of [1, -1]) {
          const u = own.map((entry, k) => cos(small) * entry + (side * sin(small) * (v[k] as number)) / norm);
          least = Math.min(least, (2 * (1 - (teacher.weights[j] as number) * certificate.value(u))) / (small * small));
        }
      }
    }
    return { run: `${name}, teacher ${j + 1}`, value: least, rounding: (2 * certificate.rounding) / (small * small) };
  });
}
