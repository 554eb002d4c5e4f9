import {
  addMoments,
  type Claim,
  type Context,
  type Engine,
  fold,
  type Measured,
  momentFrame,
  momentLayout,
  solveMoments,
  svec,
} from "@overparam/core";
import type { Config } from "../config.ts";
import { drawInputs } from "../input-law.ts";
import type { GeProblem } from "../problem.ts";
import { unit } from "../reduce.ts";
import { secondMoment, solved, weightedMoment } from "../sample.ts";
import { drawTeacher, outputsOf, type Teacher } from "../teacher.ts";

const laws = ["gaussian", "cube", "uniform", "laplace", "mixture"] as const;
const teachers = { smoke: 15, default: 100, full: 400 } as const;
const samples = 2000;
/** The counter-run's null space comes from this part of the samples. */
const part = 1 / 20;

/** ‖sin Θ‖ σ_{k+1}(T̂) over ‖T̂ N‖ of teachers at random, the numerator from what was recovered, the denominator from the samples and the teacher. */
function ratios({ engine, key: root }: Context, config: Config, share: number): readonly Measured[] {
  const [k, d] = [3, 4];
  return Array.from({ length: teachers[config.scale] }, (_, draw) => draw).flatMap((draw): readonly Measured[] => {
    const key = fold(fold(root, "null space"), draw);
    const law = laws[draw % laws.length] as Config["law"];
    const teacher = drawTeacher(engine, key, { neurons: k, inputs: d, outputs: k, conditionA: 0, conditionW: 0 });
    const x = drawInputs(engine, law, fold(key, "x"), samples, d);
    const y = outputsOf(engine, teacher, x, samples);
    const whole = solvedOf(engine, x, y, samples, k);
    const own = share === 1 ? whole : solvedOf(engine, x, y, Math.floor(share * samples), k);
    // A null space without a gap is not looked at any further by the learner either.
    if (whole.nullSpace === undefined || own.nullSpace === undefined) return [];
    const truth = pureDirections(engine, teacher, whole.nullSpace.outputs);
    const noise = detectorNoise(engine, truth, x, y, whole.nullSpace.outputs);
    // Pure directions in the coordinates of the null space that is compared.
    const compared = share === 1 ? truth : pureDirections(engine, teacher, own.nullSpace.outputs);
    const sine = sineOf(own.nullSpace.basis, compared);
    return [
      {
        run: `teacher ${draw + 1}, ${law}`,
        value: (sine * whole.gap) / noise,
        // Sums over the samples, on both sides, in coordinates of the condition of the outputs.
        rounding: (16 * samples * unit * whole.condition * whole.condition) / noise,
      },
    ];
  });
}

function solvedOf(engine: Engine, x: Float64Array, y: Float64Array, n: number, k: number) {
  const [d, m] = [x.length / samples, y.length / samples];
  const [inputs, outputs] = [x.subarray(0, n * d), y.subarray(0, n * m)];
  const frame = momentFrame(engine, inputs, outputs, n, k);
  const sums = new Float64Array(momentLayout(frame).size);
  addMoments(engine, frame, sums, inputs, outputs, n);
  return solveMoments(engine, frame, sums, { neurons: k, key: { words: [0, 0] } }).diagnostics;
}

interface Pure {
  /** z_i = rows of (K A)⁻¹, unit vectors [k,k]. */
  readonly z: Float64Array;
  /** An orthonormal basis of the span of svec(z_i z_iᵀ), columns [k(k+1)/2, k] = G R⁻¹. */
  readonly basis: Float64Array;
  readonly triangle: Float64Array;
}

/** The teacher's pure directions in the coordinates ỹ = K y. */
function pureDirections(engine: Engine, { A, neurons: k, outputs: m }: Teacher, K: Float64Array): Pure {
  const mixed = new Float64Array(k * k);
  engine.linear.multiply(K, A, mixed, { rows: k, inner: m, columns: k });
  const half = (k * (k + 1)) / 2;
  const z = new Float64Array(k * k);
  const spanning = new Float64Array(half * k);
  const transposed = mixed.map((_, at) => mixed[(at % k) * k + Math.floor(at / k)] as number);
  for (let i = 0; i < k; i++) {
    const target = new Float64Array(k);
    target[i] = 1;
    const row = new Float64Array(k);
    engine.linear.leastSquares(transposed, target, k, k, row);
    const length = Math.sqrt(row.reduce((sum, entry) => sum + entry * entry, 0));
    z.set(
      row.map((entry) => entry / length),
      i * k,
    );
    const own = z.subarray(i * k, (i + 1) * k);
    svec(
      Float64Array.from({ length: k * k }, (_, at) => (own[Math.floor(at / k)] as number) * (own[at % k] as number)),
      k,
    ).forEach((entry, j) => {
      spanning[j * k + i] = entry;
    });
  }
  const [basis, triangle] = [new Float64Array(half * k), new Float64Array(k * k)];
  engine.linear.qr(spanning, half, k, basis, triangle);
  return { z, basis, triangle };
}

/** ‖T̂ N‖_F: columns T̂ svec(z_i z_iᵀ) as the detector f(u_i), u_i = Kᵀ z_i, summed over the samples, in whitened inputs and without its part along C. */
function detectorNoise(engine: Engine, { z, triangle }: Pure, x: Float64Array, y: Float64Array, K: Float64Array): number {
  const [d, m] = [x.length / samples, y.length / samples];
  const k = Math.sqrt(z.length);
  const half = (d * (d + 1)) / 2;
  const c = secondMoment(engine, x, d);
  const factor = new Float64Array(d * d);
  engine.linear.cholesky(c, d, factor);
  const columns = Array.from({ length: k }, (_, i) => {
    const u = Float64Array.from({ length: m }, (_unused, o) => {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += (K[j * m + o] as number) * (z[i * k + j] as number);
      return sum;
    });
    const hat = new Float64Array(samples);
    engine.linear.multiply(y, u, hat, { rows: samples, inner: m, columns: 1 });
    const cross = new Float64Array(d);
    engine.linear.multiply(hat, x, cross, { rows: 1, inner: samples, columns: d }, { scale: 2 / samples });
    const linear = new Float64Array(samples);
    engine.linear.multiply(x, solved(engine, c, cross), linear, { rows: samples, inner: d, columns: 1 });
    const f = weightedMoment(
      engine,
      x,
      hat.map((value, s) => value * (value - (linear[s] as number))),
      d,
    );
    const white = svec(whitened(factor, f, d), d);
    // Without its part along the identity, which is C in these coordinates.
    const diagonal = svec(
      Float64Array.from({ length: d * d }, (_unused, at) => (at % (d + 1) === 0 ? 1 / Math.sqrt(d) : 0)),
      d,
    );
    const along = white.reduce((sum, entry, j) => sum + entry * (diagonal[j] as number), 0);
    return white.map((entry, j) => entry - along * (diagonal[j] as number));
  });
  // T̂ N = (T̂ G) R⁻¹, column by column.
  let squares = 0;
  const solvedColumns: Float64Array[] = [];
  for (let i = 0; i < k; i++) {
    const own = (columns[i] as Float64Array).slice();
    for (let j = 0; j < i; j++)
      for (let r = 0; r < half; r++)
        own[r] = (own[r] as number) - ((solvedColumns[j] as Float64Array)[r] as number) * (triangle[j * k + i] as number);
    for (let r = 0; r < half; r++) own[r] = (own[r] as number) / (triangle[i * k + i] as number);
    solvedColumns.push(own);
    squares += own.reduce((sum, entry) => sum + entry * entry, 0);
  }
  return Math.sqrt(squares);
}

/** L⁻¹ F L⁻ᵀ: the congruence that makes L Lᵀ the identity; norms are those of C^{−1/2} F C^{−1/2}. */
function whitened(factor: Float64Array, f: Float64Array, d: number): Float64Array {
  const forward = (a: Float64Array): Float64Array => {
    const out = a.slice();
    for (let column = 0; column < d; column++)
      for (let i = 0; i < d; i++) {
        let sum = out[i * d + column] as number;
        for (let j = 0; j < i; j++) sum -= (factor[i * d + j] as number) * (out[j * d + column] as number);
        out[i * d + column] = sum / (factor[i * d + i] as number);
      }
    return out;
  };
  const transposed = (a: Float64Array): Float64Array => a.map((_, at) => a[(at % d) * d + Math.floor(at / d)] as number);
  return forward(transposed(forward(f)));
}

/** ‖sin Θ‖_F between the span of the rows of one basis and that of the columns of the other: what projection leaves of the latter. */
function sineOf(found: Float64Array, { basis, z }: Pure): number {
  const k = Math.sqrt(z.length);
  const half = basis.length / k;
  let squares = 0;
  for (let i = 0; i < k; i++) {
    const rest = Float64Array.from({ length: half }, (_, j) => basis[j * k + i] as number);
    for (let l = 0; l < k; l++) {
      const row = found.subarray(l * half, (l + 1) * half);
      let along = 0;
      for (let j = 0; j < half; j++) along += (row[j] as number) * (basis[j * k + i] as number);
      for (let j = 0; j < half; j++) rest[j] = (rest[j] as number) - along * (row[j] as number);
    }
    squares += rest.reduce((sum, entry) => sum + entry * entry, 0);
  }
  return Math.sqrt(squares);
}

/** The null space is off by at most the detector's sampling error over the gap. */
export const nullSpaceGap: Claim<Config, GeProblem> = {
  id: "null-space-gap",
  name: "Gap of the null space",
  says: "The null space of T is off by at most the sampling error of the detector at the pure directions over the gap of T.",
  statement: String.raw`\|\sin\Theta(\hat N,N)\|_F\ \sigma_{k+1}(\hat T)\le\|\hat T N\|_F,\qquad N=\mathrm{span}\{\mathrm{svec}(z_iz_i^\top)\}`,
  quantity:
    "largest ratio of the left side, as recovered, to the right side, summed over the samples at the teacher's directions; five laws",
  grade: "inequality",
  fidelity: "derived",
  addition:
    "the whole claim, of the kind of Wedin 1972, in place of a constant product of row error and gap, which does not come out (README)",
  assumes: [],
  construct: (config, context) => ratios(context, config, 1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at most", bound: 1, constants: "given" }),
  counter: {
    why: "the null space is that of a twentieth of the samples, the bound that of all",
    construct: (config, context) => ratios(context, config, part),
  },
};
