import { type Engine, misuse } from "@overparam/kernels";
import { EigenvalueDecomposition, inverse, Matrix } from "ml-matrix";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { normal } from "../random/normal.ts";
import { numberText } from "../theory/number-text.ts";
import { inverseRoot, type MomentFrame } from "./moment-frame.ts";
import type { MomentRecovery, MomentDiagnostics, MomentFault } from "./moment-recovery.ts";
import { halfSize, root2, smat, svec } from "./svec.ts";

/** What the moment learner is asked. */
export interface MomentOrder {
  /** k, the number of hidden neurons. */
  readonly neurons: number;
  /** Where random combinations come from. */
  readonly key: Key;
  /** Leave directions as the eigenvectors are, without the polishing of step 8. */
  readonly polish?: boolean;
  /** Samples that are not in the sums: what refits A and says whether the network is right. */
  readonly heldOut?: { readonly x: Float64Array; readonly y: Float64Array; readonly n: number };
  /** Refit A by least squares on these samples, where there are any (step 11). */
  readonly refit?: boolean;
}

/** Draws of two random combinations of the null space. */
const draws = 12;
/** Two directions are the same from this |cos| on; loose, because directions of an ill-conditioned network are nearly parallel. */
const same = 0.9999;
/** Singular values below this part of the largest are rounding: of the inputs' fourth moments, and of the outputs. */
const nothing = 1e-9;
/** No null space is seen where its largest singular value is above this part of the next one. */
const noGap = 0.75;

/**
 * A two-layer ReLU network from sums of moments, by spectral steps alone.
 *
 * With symmetric inputs f(u) = E[(uᵀy)² xxᵀ] − E[(uᵀy)(w_uᵀx) xxᵀ], w_u = 2 C⁻¹E[(uᵀy)x], is a multiple of C exactly where Aᵀu has one entry. As a linear
 * map of svec(uuᵀ) this is the matrix T; its null space, after the noise direction svec(C) is projected out, is spanned by the z_i z_iᵀ, z_i the rows of A⁻¹,
 * which two random combinations X, Y give as eigenvectors of X Y⁻¹. Whitening, polishing by Gauss–Newton on ‖T svec(zzᵀ)‖ and the refit are additions.
 *
 * @returns the network, or which step found that there is none; never a wrong network that its own samples contradict
 * @cost one singular value decomposition of d(d+1)/2 × k(k+1)/2, and k³ a draw
 * @source Ge, Kuditipudi, Li, Wang 2019, as reconstructed
 */
export function solveMoments(engine: Engine, frame: MomentFrame, sums: Float64Array, order: MomentOrder): MomentRecovery {
  const { inputs: d, rank: r } = frame;
  const { linear } = engine;
  const k = order.neurons;
  if (!(Number.isSafeInteger(k) && k >= 1)) throw misuse("solveMoments", "neurons must be a positive integer", k);
  const n = sums[0] as number;
  const half = halfSize(d);
  const halfY = halfSize(r);
  const width = 1 + halfY + r * d + half;
  let found: MomentDiagnostics = {
    samples: n,
    singular: new Float64Array(0),
    gap: Number.NaN,
    gapRatio: Number.NaN,
    pairs: 0,
    condition: Number.NaN,
    residual: Number.NaN,
    draws: 0,
    heldOut: Number.NaN,
    linear: Number.NaN,
  };
  const fail = (fault: MomentFault, says: string): MomentRecovery => ({ recovered: false, fault, says, diagnostics: found });
  if (n < 2) return fail("samples", "There are no samples yet.");
  const mean = sums.map((sum) => sum / n);
  const fourth = mean.subarray(1 + r + r * d);
  const column = (from: number, columns: number): Float64Array => {
    const out = new Float64Array(half * columns);
    for (let i = 0; i < half; i++) out.set(fourth.subarray(i * width + from, i * width + from + columns), i * columns);
    return out;
  };

  // How many entries of x xᵀ are independent: at least k(k−1)/2 + 1 must be.
  const moments = column(width - half, half);
  const spectrum = new Float64Array(half);
  linear.eigenSymmetric(moments, half, spectrum);
  const top = spectrum[half - 1] as number;
  const pairs = spectrum.filter((value) => value > nothing * top).length;
  found = { ...found, pairs };
  const needed = (k * (k - 1)) / 2 + 1;
  if (needed > pairs) {
    return fail(
      "counting",
      `${k} neurons need ${needed} independent entries of x xᵀ and these inputs have ${pairs}; fewer neurons or another input law can be told apart.`,
    );
  }
  if (k > Math.min(d, r)) {
    return fail("rank", `There may be at most as many neurons as inputs and outputs: ${k} neurons, ${d} inputs, ${frame.outputs} outputs.`);
  }

  // Steps 1 to 3: whiten what the frame of the first samples has left.
  const second = smat(column(0, 1), d);
  const sizes = new Float64Array(d);
  linear.eigenSymmetric(second, d, sizes);
  if (!((sizes[0] as number) > nothing * (sizes[d - 1] as number)))
    return fail(
      "inputs",
      "The second moments of the inputs are singular: the inputs lie in a subspace; leave out inputs that depend on others.",
    );
  const whiten = inverseRoot(engine, second, d);
  const cross = new Float64Array(r * d);
  linear.multiply(mean.subarray(1 + r, 1 + r + r * d), whiten, cross, { rows: r, inner: d, columns: d });
  const count = Math.min(r, d);
  const strengths = new Float64Array(count);
  const left = new Float64Array(count * r);
  const right = new Float64Array(count * d);
  linear.singular(cross, r, d, strengths, { left, right });
  const weakest = strengths[k - 1] as number;
  found = { ...found, condition: (strengths[0] as number) / weakest };
  if (!(weakest > nothing * (strengths[0] as number)))
    return fail("rank", `The outputs have fewer than ${k} directions that depend on the inputs; look for fewer neurons.`);
  /** ỹ = ½ S⁻¹ Uᵀ y', [k, r]: then B̃ = 2 E ỹ x̃ᵀ has the orthonormal rows V_k. */
  const toWhite = Float64Array.from({ length: k * r }, (_, at) => (left[at] as number) / (2 * (strengths[Math.floor(at / r)] as number)));
  const b = right.subarray(0, k * d);

  // Step 4: T = E svec(x̃x̃ᵀ) svec(ỹỹᵀ − sym(ỹ(B̃x̃)ᵀ))ᵀ, as congruences of the summed products.
  const halfK = halfSize(k);
  const right4 = new Float64Array(half * halfK);
  const raw = column(1, halfY + r * d);
  const projector = new Float64Array(k * d);
  linear.multiply(b, whiten, projector, { rows: k, inner: d, columns: d });
  for (let i = 0; i < half; i++) {
    const row = raw.subarray(i * (halfY + r * d), (i + 1) * (halfY + r * d));
    const own = congruence(toWhite, smat(row.subarray(0, halfY), r), toWhite, k, r, r, k);
    const mixed = congruence(toWhite, row.subarray(halfY), projector, k, r, d, k);
    right4.set(
      svec(
        own.map((entry, at) => entry - (mixed[at] as number)),
        k,
      ),
      i * halfK,
    );
  }
  // The rows are still x': x̃x̃ᵀ = whiten x'x'ᵀ whitenᵀ.
  const t = new Float64Array(half * halfK);
  for (let j = 0; j < halfK; j++) {
    const entries = smat(
      Float64Array.from({ length: half }, (_, i) => right4[i * halfK + j] as number),
      d,
    );
    const turned = svec(congruence(whiten, entries, whiten, d, d, d, d), d);
    for (let i = 0; i < half; i++) t[i * halfK + j] = turned[i] as number;
  }

  // Step 5: the noise direction is svec(E x̃x̃ᵀ) = svec(I).
  const identity = svec(
    Float64Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 / Math.sqrt(d) : 0)),
    d,
  );
  for (let j = 0; j < halfK; j++) {
    let along = 0;
    for (let i = 0; i < half; i++) along += (identity[i] as number) * (t[i * halfK + j] as number);
    for (let i = 0; i < half; i++) t[i * halfK + j] = (t[i * halfK + j] as number) - along * (identity[i] as number);
  }

  // Step 6: the k right singular vectors of the smallest singular values.
  const values = new Float64Array(halfK);
  const vectors = new Float64Array(halfK * halfK);
  linear.singular(t, half, halfK, values, { left: new Float64Array(halfK * half), right: vectors });
  const singular = values.toReversed();
  const gap = k < halfK ? (singular[k] as number) : Number.POSITIVE_INFINITY;
  const gapRatio = k < halfK ? (singular[k - 1] as number) / gap : 0;
  const whiteOutputs = new Float64Array(k * frame.outputs);
  linear.multiply(toWhite, frame.y, whiteOutputs, { rows: k, inner: r, columns: frame.outputs });
  found = { ...found, singular, gap, gapRatio, nullSpace: { basis: vectors.slice((halfK - k) * halfK), outputs: whiteOutputs } };
  if (!(gapRatio <= noGap)) {
    return fail(
      "gap",
      `The ${k} smallest singular values of T are not smaller than the next one, ${numberText(singular[k - 1] as number)} against ${numberText(gap)}; take more samples, less noise, or fewer neurons.`,
    );
  }
  const basis = Array.from({ length: k }, (_, l) => smat(vectors.subarray((halfK - 1 - l) * halfK, (halfK - l) * halfK), k));
  /** ‖T svec(zzᵀ)‖ from the singular values: S Vᵀ in place of T. */
  const reduced = vectors.map((entry, at) => entry * (values[Math.floor(at / halfK)] as number));

  // Steps 7 and 8.
  let kept: { readonly z: Float64Array; readonly residual: number }[] = [];
  let drawn = 0;
  for (; drawn < draws && (kept.length < k || drawn < 2); drawn++) {
    const candidates = directions(engine, basis, k, fold(order.key, drawn)).map((z) =>
      order.polish === false ? { z, residual: residualOf(reduced, z, k, halfK) } : polished(engine, reduced, z, k, halfK),
    );
    kept = [...kept, ...candidates]
      .sort((one, other) => one.residual - other.residual)
      .reduce<typeof kept>((list, one) => (list.some(({ z }) => Math.abs(dot(z, one.z)) >= same) ? list : [...list, one]), [])
      .slice(0, k);
    if (order.polish === false && kept.length >= k) break;
  }
  found = { ...found, draws: drawn, residual: kept.reduce((most, { residual }) => Math.max(most, residual), 0) };
  if (kept.length < k) {
    return fail(
      "eigenvectors",
      `Only ${kept.length} of ${k} distinct real directions came out of ${drawn} draws: eigenvectors were complex or the same; take more samples or less noise.`,
    );
  }

  // Steps 9 and 10.
  const meanOut = new Float64Array(k);
  linear.multiply(toWhite, mean.subarray(1, 1 + r), meanOut, { rows: k, inner: r, columns: 1 });
  const zs = new Float64Array(k * k);
  kept.forEach(({ z }, i) => {
    const sign = dot(z, meanOut) < 0 ? -1 : 1;
    zs.set(
      z.map((entry) => sign * entry),
      i * k,
    );
  });
  const v = new Float64Array(k * d);
  linear.multiply(zs, projector, v, { rows: k, inner: k, columns: d });
  const w = new Float64Array(k * d);
  linear.multiply(v, frame.x, w, { rows: k, inner: d, columns: d });
  const unmixed = invert(zs, k);
  if (unmixed === undefined)
    return fail("eigenvectors", "The directions that came out depend on each other; take more samples or less noise.");
  // y' ≈ 2 Uᵀ S Z⁻¹ σ(…), and y = Y⁺ y'.
  const spread = new Float64Array(r * k);
  for (let i = 0; i < r; i++) for (let j = 0; j < k; j++) spread[i * k + j] = 2 * (strengths[j] as number) * (left[j * r + i] as number);
  const inFrame = new Float64Array(r * k);
  linear.multiply(spread, unmixed, inFrame, { rows: r, inner: k, columns: k });
  let a = new Float64Array(frame.outputs * k);
  linear.multiply(frame.back, inFrame, a, { rows: frame.outputs, inner: r, columns: k });
  for (let i = 0; i < k; i++) {
    const row = w.subarray(i * d, (i + 1) * d);
    const length = Math.sqrt(dot(row, row));
    for (let j = 0; j < d; j++) row[j] = (row[j] as number) / length;
    for (let o = 0; o < frame.outputs; o++) a[o * k + i] = (a[o * k + i] as number) * length;
  }

  // Step 11, and the check that nothing skips.
  if (order.heldOut !== undefined) {
    const { heldOut } = order;
    const parts = heldOut.n >= 4 * (k + d) ? Math.floor(heldOut.n / 2) : heldOut.n;
    if (order.refit === true) a = refitted(engine, w, k, frame, heldOut.x, heldOut.y, parts) ?? a;
    // Where samples are few the refit has seen them all.
    const from = parts === heldOut.n ? 0 : parts;
    const slope = new Float64Array(frame.outputs * d);
    const inFrameSlope = new Float64Array(r * d);
    linear.multiply(mean.subarray(1 + r, 1 + r + r * d), inverseOf(engine, second, d), inFrameSlope, { rows: r, inner: d, columns: d });
    const rawSlope = new Float64Array(r * d);
    linear.multiply(inFrameSlope, frame.x, rawSlope, { rows: r, inner: d, columns: d });
    linear.multiply(frame.back, rawSlope, slope, { rows: frame.outputs, inner: r, columns: d });
    const errors = residuals(engine, w, a, slope, k, frame, heldOut.x, heldOut.y, from, heldOut.n);
    found = { ...found, heldOut: errors.network, linear: errors.linear };
    if (!(errors.network <= errors.linear)) {
      return fail(
        "held-out",
        `On samples that it has not seen the network's mean square error ${numberText(errors.network)} is above ${numberText(errors.linear)}, that of the best linear map; take more samples or less noise.`,
      );
    }
  }
  return { recovered: true, W: w, A: a, diagnostics: found };
}

/** Real eigenvectors of X Y⁻¹ of two random combinations of the basis; those with complex eigenvalues are left out. */
function directions(engine: Engine, basis: readonly Float64Array[], k: number, key: Key): readonly Float64Array[] {
  const weights = new Float64Array(2 * k);
  normal(engine.math, key, weights);
  const combine = (from: number): Float64Array =>
    Float64Array.from({ length: k * k }, (_, at) =>
      basis.reduce((sum, u, l) => sum + (weights[from + l] as number) * (u[at] as number), 0),
    );
  const inverted = invert(combine(k), k);
  if (inverted === undefined) return [];
  const product = congruence(combine(0), inverted, undefined, k, k, k, k);
  if (!product.every(Number.isFinite)) return [];
  const decomposition = new EigenvalueDecomposition(
    new Matrix(Array.from({ length: k }, (_, i) => Array.from(product.subarray(i * k, (i + 1) * k)))),
  );
  const found = decomposition.eigenvectorMatrix;
  const size = decomposition.realEigenvalues.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Array.from({ length: k }, (_, j) => j).flatMap((j) => {
    // A hair of imaginary part is rounding of a real pair that nearly coincides.
    if (Math.abs(decomposition.imaginaryEigenvalues[j] as number) > 1e-8 * size) return [];
    const z = Float64Array.from({ length: k }, (_, i) => found.get(i, j));
    const length = Math.sqrt(dot(z, z));
    return length > 0 && Number.isFinite(length) ? [z.map((entry) => entry / length)] : [];
  });
}

/** Gauss–Newton on ‖T svec(zzᵀ)‖² over unit z, halving steps that do not lower it. */
function polished(engine: Engine, reduced: Float64Array, start: Float64Array, k: number, half: number) {
  let z = start;
  let residual = residualOf(reduced, z, k, half);
  for (let round = 0; round < 50; round++) {
    const r = imageOf(reduced, z, z, k, half);
    // Columns: 2 T svec(sym(z eᵀ)) for every e, and a row that keeps the step in the tangent.
    const system = new Float64Array((half + 1) * k);
    for (let j = 0; j < k; j++) {
      const e = new Float64Array(k);
      e[j] = 1;
      const slope = imageOf(reduced, z, e, k, half);
      for (let i = 0; i < half; i++) system[i * k + j] = 2 * (slope[i] as number);
      system[half * k + j] = z[j] as number;
    }
    const target = new Float64Array(half + 1);
    r.forEach((entry, i) => {
      target[i] = -entry;
    });
    const step = new Float64Array(k);
    engine.linear.leastSquares(system, target, half + 1, k, step);
    let moved = false;
    for (let size = 1; size > 1e-4; size /= 2) {
      const next = z.map((entry, j) => entry + size * (step[j] as number));
      const length = Math.sqrt(dot(next, next));
      const unit = next.map((entry) => entry / length);
      const value = residualOf(reduced, unit, k, half);
      if (value < residual) {
        moved = residual - value > 1e-12 * residual;
        [z, residual] = [unit, value];
        break;
      }
    }
    if (!moved) break;
  }
  return { z, residual };
}

function residualOf(reduced: Float64Array, z: Float64Array, k: number, half: number): number {
  const image = imageOf(reduced, z, z, k, half);
  return Math.sqrt(dot(image, image));
}

/** T svec(sym(x yᵀ)), the innermost loop of the polishing. */
function imageOf(reduced: Float64Array, x: Float64Array, y: Float64Array, k: number, half: number): Float64Array {
  const product = new Float64Array(half);
  let at = 0;
  for (let i = 0; i < k; i++) {
    const [xi, yi] = [x[i] as number, y[i] as number];
    product[at++] = xi * yi;
    for (let j = i + 1; j < k; j++) product[at++] = (root2 * (xi * (y[j] as number) + (x[j] as number) * yi)) / 2;
  }
  const out = new Float64Array(half);
  for (let i = 0; i < half; i++) {
    let sum = 0;
    for (let j = 0; j < half; j++) sum += (reduced[i * half + j] as number) * (product[j] as number);
    out[i] = sum;
  }
  return out;
}

/** P M Qᵀ, P [p,a], M [a,b], Q [q,b]; P M without Q. */
function congruence(
  left: Float64Array,
  middle: Float64Array,
  right: Float64Array | undefined,
  p: number,
  a: number,
  b: number,
  q: number,
): Float64Array {
  const first = new Float64Array(p * b);
  for (let i = 0; i < p; i++)
    for (let l = 0; l < a; l++) {
      const factor = left[i * a + l] as number;
      for (let j = 0; j < b; j++) first[i * b + j] = (first[i * b + j] as number) + factor * (middle[l * b + j] as number);
    }
  if (right === undefined) return first;
  const out = new Float64Array(p * q);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < q; j++) {
      let sum = 0;
      for (let l = 0; l < b; l++) sum += (first[i * b + l] as number) * (right[j * b + l] as number);
      out[i * q + j] = sum;
    }
  return out;
}

function invert(a: Float64Array, n: number): Float64Array | undefined {
  try {
    const inverted = inverse(new Matrix(Array.from({ length: n }, (_, i) => Array.from(a.subarray(i * n, (i + 1) * n)))));
    const out = Float64Array.from(inverted.to1DArray());
    return out.every(Number.isFinite) ? out : undefined;
  } catch {
    // Singular to the last bit.
    return undefined;
  }
}

function inverseOf(engine: Engine, a: Float64Array, n: number): Float64Array {
  const root = inverseRoot(engine, a, n);
  const out = new Float64Array(n * n);
  engine.linear.multiply(root, root, out, { rows: n, inner: n, columns: n });
  return out;
}

/** σ(W x) of samples, [n,k]. */
function hidden(engine: Engine, w: Float64Array, k: number, d: number, x: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * k);
  engine.linear.multiply(x, w, out, { rows: n, inner: d, columns: k, transposeB: true }, { activation: "relu" });
  return out;
}

/** A by least squares of y on σ(W x), column by column; undefined where σ(W x) does not determine it. */
function refitted(
  engine: Engine,
  w: Float64Array,
  k: number,
  { inputs: d, outputs: m }: MomentFrame,
  x: Float64Array,
  y: Float64Array,
  n: number,
) {
  const features = hidden(engine, w, k, d, x.subarray(0, n * d), n);
  const a = new Float64Array(m * k);
  for (let o = 0; o < m; o++) {
    const row = new Float64Array(k);
    const target = Float64Array.from({ length: n }, (_, i) => y[i * m + o] as number);
    if (engine.linear.leastSquares(features, target, n, k, row) < k) return undefined;
    a.set(row, o * k);
  }
  return a;
}

/** Mean squared residuals of the network and of the best linear map, plus the mean that the linear map cannot have. */
function residuals(
  engine: Engine,
  w: Float64Array,
  a: Float64Array,
  slope: Float64Array,
  k: number,
  { inputs: d, outputs: m }: MomentFrame,
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
): { readonly network: number; readonly linear: number } {
  const n = to - from;
  const inputs = x.subarray(from * d, to * d);
  const ours = new Float64Array(n * m);
  engine.linear.multiply(hidden(engine, w, k, d, inputs, n), a, ours, { rows: n, inner: k, columns: m, transposeB: true });
  const theirs = new Float64Array(n * m);
  engine.linear.multiply(inputs, slope, theirs, { rows: n, inner: d, columns: m, transposeB: true });
  const offset = new Float64Array(m);
  for (let at = 0; at < n * m; at++)
    offset[at % m] = (offset[at % m] as number) + ((y[from * m + at] as number) - (theirs[at] as number)) / n;
  let [network, linear] = [0, 0];
  for (let at = 0; at < n * m; at++) {
    const truth = y[from * m + at] as number;
    const other = truth - (theirs[at] as number) - (offset[at % m] as number);
    network += (truth - (ours[at] as number)) * (truth - (ours[at] as number));
    linear += other * other;
  }
  return { network: network / (n * m), linear: linear / (n * m) };
}

function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}
