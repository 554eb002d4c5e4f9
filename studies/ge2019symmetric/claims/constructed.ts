import { type Claim, type Context, fold, type Measured, normal, sphere, svec } from "@overparam/core";
import type { Config } from "../config.ts";
import { cube, drawInputs } from "../input-law.ts";
import type { GeProblem } from "../problem.ts";
import { curvesByRun, unit } from "../reduce.ts";
import { secondMoment, solved, symmetricSample, weightedMoment } from "../sample.ts";
import { outputsOf, type Teacher } from "../teacher.ts";

const laws = ["gaussian", "cube", "uniform", "laplace", "mixture"] as const;

/** Estimates 2 C⁻¹E[y x] of single neurons, and how far they are from the truth. */
function singleNeurons({ engine, key: root }: Context, shift: (draw: number) => number, symmetric: boolean): readonly Measured[] {
  const [d, pairs] = [7, 200];
  return laws.map((law, draw) => {
    const key = fold(fold(root, "single neuron"), draw);
    const sample = symmetric ? symmetricSample(engine, law, key, pairs, d) : drawInputs(engine, law, fold(key, "x"), 2 * pairs, d);
    const w = new Float64Array(d);
    sphere(engine.math, fold(key, "w"), d, w);
    return { run: law, x: shift(draw), value: bias(engine, sample, w, shift(draw)), rounding: 64 * pairs * unit };
  });
}

/** ‖2 C⁻¹E[σ(w·x) x] − w‖ of inputs shifted by s along the diagonal. */
function bias(engine: Context["engine"], sample: Float64Array, w: Float64Array, shift: number): number {
  const d = w.length;
  const n = sample.length / d;
  const x = sample.map((entry) => entry + shift / Math.sqrt(d));
  const y = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (w[j] as number) * (x[i * d + j] as number);
    return sum > 0 ? sum : 0;
  });
  const cross = new Float64Array(d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) cross[j] = (cross[j] as number) + ((y[i] as number) * (x[i * d + j] as number) * 2) / n;
  const estimate = solved(engine, secondMoment(engine, x, d), cross);
  return Math.sqrt(estimate.reduce((sum, entry, j) => sum + (entry - (w[j] as number)) * (entry - (w[j] as number)), 0));
}

/** One neuron: w = 2 C⁻¹E[y x]. */
export const singleNeuron: Claim<Config, GeProblem> = {
  id: "single-neuron",
  name: "Single neuron",
  says: "Under any symmetric law a single neuron is twice the inverse second moment of x times the mean of y x.",
  statement: String.raw`y=\sigma(w^\top x):\quad w=2C^{-1}\mathbb E[yx]`,
  quantity: "distance of the estimate from w on a symmetric sample, five laws",
  grade: "exact",
  fidelity: "recalled",
  assumes: [],
  construct: (_config, context) => singleNeurons(context, () => 0, true),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, range: [0, 100], constants: "given" }),
  counter: { why: "the sample is not symmetric", construct: (_config, context) => singleNeurons(context, () => 0, false) },
};

/** What is left of f(u) once C is projected out, over the size of E[ŷ²xxᵀ]; u pure or random. */
function detected({ engine, key: root }: Context, pure: boolean): readonly Measured[] {
  const [k, d, pairs] = [4, 5, 150];
  return laws.flatMap((law, draw) => {
    const key = fold(fold(root, "detector"), draw);
    const half = symmetricSample(engine, law, key, pairs, d);
    const W = new Float64Array(k * d);
    sphere(engine.math, fold(key, "W"), d, W);
    const A = new Float64Array(k * k);
    normal(engine.math, fold(key, "A"), A);
    const teacher: Teacher = { neurons: k, inputs: d, outputs: k, W, A };
    // Every sample twice, with noise ±q: independent of x, of mean 0 and of a known square.
    const n = half.length / d;
    const x = new Float64Array(2 * half.length);
    x.set(half);
    x.set(half, half.length);
    const clean = outputsOf(engine, teacher, half, n);
    const q = new Float64Array(k);
    normal(engine.math, fold(key, "noise"), q);
    const y = Float64Array.from(
      { length: 2 * n * k },
      (_, at) => (clean[at % (n * k)] as number) + (at < n * k ? 0.3 : -0.3) * (q[at % k] as number),
    );
    const c = secondMoment(engine, x, d);
    return Array.from({ length: k }, (_, i): Measured => {
      const u = new Float64Array(k);
      if (pure) {
        // Aᵀu = e_i by least squares, square and of full rank.
        const target = new Float64Array(k);
        target[i] = 1;
        const transposed = A.map((_entry, at) => A[(at % k) * k + Math.floor(at / k)] as number);
        engine.linear.leastSquares(transposed, target, k, k, u);
      } else normal(engine.math, fold(fold(key, "mixed"), i), u);
      const hat = Float64Array.from({ length: 2 * n }, (_unused, s) =>
        u.reduce((sum, entry, o) => sum + entry * (y[s * k + o] as number), 0),
      );
      const cross = new Float64Array(d);
      for (let s = 0; s < 2 * n; s++)
        for (let j = 0; j < d; j++) cross[j] = (cross[j] as number) + ((hat[s] as number) * (x[s * d + j] as number)) / n;
      const w = solved(engine, c, cross);
      const along = Float64Array.from({ length: 2 * n }, (_unused, s) =>
        w.reduce((sum, entry, j) => sum + entry * (x[s * d + j] as number), 0),
      );
      const squares = weightedMoment(
        engine,
        x,
        hat.map((value) => value * value),
        d,
      );
      const mixed = weightedMoment(
        engine,
        x,
        hat.map((value, s) => value * (along[s] as number)),
        d,
      );
      const f = squares.map((value, at) => value - (mixed[at] as number));
      const noise = u.reduce((sum, entry, o) => sum + entry * 0.3 * (q[o] as number), 0);
      const rest = f.map((value, at) => value - noise * noise * (c[at] as number));
      const size = Math.sqrt(squares.reduce((sum, value) => sum + value * value, 0));
      const norm = Math.sqrt(u.reduce((sum, entry) => sum + entry * entry, 0) * A.reduce((sum, entry) => sum + entry * entry, 0));
      return {
        run: `${law}, u ${i + 1}`,
        value: Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0)) / size,
        // Sums over the sample; Aᵀu cancels from terms of size ‖A‖ ‖u‖.
        rounding: 16 * n * unit * (1 + norm * norm),
      };
    });
  });
}

/** f(u) is E[(uᵀξ)²] C for pure u. */
export const detector: Claim<Config, GeProblem> = {
  id: "detector",
  name: "Detector of pure directions",
  says: "Where u sees one neuron alone, the matrix f(u) is the noise's second moment along u times C.",
  statement: String.raw`A^\top u=e_i:\quad\mathbb E[(u^\top y)^2xx^\top]-\mathbb E[(u^\top y)(w_u^\top x)xx^\top]=\mathbb E[(u^\top\xi)^2]\,C`,
  quantity: "norm of the difference of both sides over the norm of the first term",
  grade: "exact",
  fidelity: "recalled",
  addition: "the normalisation is the laboratory's",
  assumes: [],
  construct: (_config, context) => detected(context, true),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, range: [0, 2], constants: "given" }),
  counter: { why: "u sees all neurons", construct: (_config, context) => detected(context, false) },
};

/** Columns svec(E[(w_i·x)(w_j·x) 1{≤ 0} xxᵀ]) for i < j and svec(E[xxᵀ]), each of unit length unless it is 0. */
function augmented(
  engine: Context["engine"],
  W: Float64Array,
  x: Float64Array,
  d: number,
): { readonly matrix: Float64Array; readonly rows: number; readonly columns: number } {
  const k = W.length / d;
  const n = x.length / d;
  const projections = new Float64Array(n * k);
  engine.linear.multiply(x, W, projections, { rows: n, inner: d, columns: k, transposeB: true });
  const columns: Float64Array[] = [svec(secondMoment(engine, x, d), d)];
  for (let i = 0; i < k; i++)
    for (let j = i + 1; j < k; j++) {
      const weight = Float64Array.from({ length: n }, (_, s) =>
        Math.min(0, (projections[s * k + i] as number) * (projections[s * k + j] as number)),
      );
      columns.push(svec(weightedMoment(engine, x, weight, d), d));
    }
  const rows = (d * (d + 1)) / 2;
  const matrix = new Float64Array(rows * columns.length);
  columns.forEach((column, c) => {
    const length = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0));
    column.forEach((value, r) => {
      matrix[r * columns.length + c] = length > 0 ? value / length : 0;
    });
  });
  return { matrix, rows, columns: columns.length };
}

function singularValues(
  engine: Context["engine"],
  { matrix, rows, columns }: { readonly matrix: Float64Array; readonly rows: number; readonly columns: number },
): Float64Array {
  const values = new Float64Array(Math.min(rows, columns));
  engine.linear.singular(matrix, rows, columns, values);
  return values;
}

/** Laws with a density: on finitely many points two rows that are near each other may have no point between them, and their column is 0. */
const dense = ["gaussian", "uniform", "laplace", "mixture"] as const;

function perturbed({ engine, key: root }: Context, size: number): readonly Measured[] {
  const [k, d, n] = [5, 6, 2000];
  return Array.from({ length: 12 }, (_, draw) => {
    const key = fold(fold(root, "perturbation"), draw);
    const x = symmetricSample(engine, dense[draw % dense.length] as Config["law"], key, n, d);
    const W = new Float64Array(k * d);
    sphere(engine.math, fold(key, "W"), d, W);
    // Two equal rows: their column is 0.
    W.set(W.subarray(0, d), d);
    const noise = new Float64Array(k * d);
    normal(engine.math, fold(key, "by"), noise);
    const values = singularValues(
      engine,
      augmented(
        engine,
        W.map((entry, at) => entry + size * (noise[at] as number)),
        x,
        d,
      ),
    );
    return { run: `draw ${draw + 1}`, value: (values.at(-1) as number) / (values[0] as number) };
  });
}

/** A perturbation makes the augmented matrix regular. */
export const smoothed: Claim<Config, GeProblem> = {
  id: "smoothed",
  name: "Smoothed analysis",
  says: "A random perturbation of the weights makes the augmented matrix regular, even where two rows were equal.",
  statement: String.raw`\sigma_{\min}(M(W+\text{perturbation}))>0\ \text{with probability}\ 1`,
  quantity: "least over largest singular value of M with unit columns, two equal rows perturbed by 0.1; four laws with a density",
  grade: "existential",
  fidelity: "recalled",
  addition: "0 is told from rounding at 1e−9",
  assumes: [],
  construct: (_config, context) => perturbed(context, 0.1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at least", bound: 1e-9, range: [0, 1], constants: "fitted" }),
  counter: { why: "nothing is perturbed: two rows are equal", construct: (_config, context) => perturbed(context, 0) },
};

/** Rank of M less what the bound allows. */
function ranks({ engine, key: root }: Context, config: Config, law: "cube" | "gaussian"): readonly Measured[] {
  const dimensions = config.scale === "smoke" ? [5, 6] : [5, 6, 8];
  return dimensions.flatMap((d) =>
    [2, d - 1, d, d + 1].map((k): Measured => {
      const key = fold(fold(fold(root, "counting"), d), k);
      const x = law === "cube" ? cube(d) : symmetricSample(engine, law, key, 500, d);
      // On few points some weights see fewer entries than others: the largest rank of several draws.
      const rank = Array.from({ length: 8 }, (_, draw) => {
        const W = new Float64Array(k * d);
        sphere(engine.math, fold(fold(key, "W"), draw), d, W);
        const values = singularValues(engine, augmented(engine, W, x, d));
        return values.filter((value) => value > 1e-9 * (values[0] as number)).length;
      }).reduce((most, found) => Math.max(most, found), 0);
      return { run: `d = ${d}, k = ${k}`, value: rank - Math.min((k * (k - 1)) / 2 + 1, (d * (d - 1)) / 2 + 1) };
    }),
  );
}

/** k(k−1)/2 + 1 columns need as many independent entries of x xᵀ. */
export const counting: Claim<Config, GeProblem> = {
  id: "counting",
  name: "Counting bound",
  says: "On the ±1 cube x xᵀ has d(d−1)/2 + 1 independent entries, so that d neurons can be told apart and d + 1 cannot.",
  statement: String.raw`\mathrm{rank}\,M=\min\Big(\tfrac{k(k-1)}2+1,\ \tfrac{d(d-1)}2+1\Big)\ \text{on}\ \{\pm1\}^d`,
  quantity: "rank of the augmented matrix, the largest of eight draws of W, less the predicted one, k = 2, d − 1, d, d + 1",
  grade: "exact",
  fidelity: "derived",
  addition: "the whole claim",
  assumes: [],
  construct: (config, context) => ranks(context, config, "cube"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, range: [-100, 100], constants: "given" }),
  counter: {
    why: "Gaussian inputs: x xᵀ has d more independent entries",
    construct: (config, context) => ranks(context, config, "gaussian"),
  },
};

const shifts = [0.001, 0.0016, 0.0025, 0.004, 0.0063, 0.01, 0.016, 0.025, 0.04, 0.063, 0.1] as const;

function shifted(context: Context, by: (s: number) => number): readonly Measured[] {
  return shifts.flatMap((s) => singleNeurons(context, () => by(s), true).map((one) => ({ ...one, x: s })));
}

/** A shifted mean leaves a bias of its own order. */
export const brokenSymmetry: Claim<Config, GeProblem> = {
  id: "broken-symmetry",
  name: "Broken symmetry",
  says: "A shift of the inputs by s leaves a bias of order s, however many samples there are.",
  statement: String.raw`2C^{-1}\mathbb E[yx]=w+C^{-1}\mathbb E[|w^\top x|\,x],\qquad\|C^{-1}\mathbb E[|w^\top x|\,x]\|\sim s`,
  quantity: "slope of the log of the bias in log s, single neurons, five laws",
  grade: "exponent",
  fidelity: "derived",
  addition: "the whole claim",
  assumes: [],
  construct: (_config, context) => shifted(context, (s) => s),
  reduce: ({ constructed }) => ({ kind: "curves", curves: curvesByRun(constructed) }),
  predict: () => ({ form: "slope equals", exponent: 1, towards: "small x", constants: "fitted" }),
  counter: { why: "the inputs are shifted by s², not s", construct: (_config, context) => shifted(context, (s) => s * s) },
};
