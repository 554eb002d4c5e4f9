import { type Circular, type DeepNetwork, deepInputCount, type Engine, type FullyConnected, misuse } from "@overparam/kernels";
import { type EntryVariances, forwardVariances } from "../network/entry-variances.ts";
import { stableAngle } from "./arc-cosine.ts";
import { type Covariance, dualOf } from "./dual-activation.ts";

/** What a kernel is of. */
export interface KernelOptions {
  /** Variances of the start's entries, by default those of allenzhu2019convergence. */
  readonly variances?: EntryVariances;
  /** Which blocks of θ are trained, W_1 … W_L and B; all by default. */
  readonly trained?: readonly boolean[];
}

/**
 * The tangent kernel of an infinitely wide network, per output: the limit of (J Jᵀ)[(i,k),(j,k)] at the network's own width and variances, for
 * fully connected networks and circular convolutions with relu or erf. Outputs decouple: the whole kernel is this one times the identity.
 *
 * H^l[p,p'] is the limit of ⟨x_{l,p}, x'_{l,p'}⟩, S^l = v Σ_q H^{l−1}[p+q,p'+q] the covariance of a pre-activation, E^l that of ⟨∂f/∂(W_l x)⟩:
 *
 *     H^l = m E σσ'(S^l),   E^L = m v_B E σ̇σ̇'(S^L) 1{p=p'},   E^{l−1} = E σ̇σ̇'(S^{l−1}) m v Σ_q E^l[p−q,p'−q],
 *     K = Σ_l Σ_pp' E^l[p,p'] Σ_q H^{l−1}[p+q,p'+q] + Σ_p H^L[p,p].
 *
 * With frozen first and last layers and the paper's variances a fully connected relu network has K = (m/K) ½ Σ_l ρ_l Π_{k≥l} κ_0(ρ_k).
 *
 * @param x [n, inputs], any norms
 * @returns [n,n]
 * @cost O(n² L P² Q)
 * @accuracy relative 1e-12, coincident and opposite inputs included
 * @throws Misuse for skips, images and activations without closed forms
 * @source recursion of Jacot, Gabriel, Hongler 2018; arc-cosine forms of Cho, Saul 2009
 */
export function infiniteKernel(engine: Engine, network: DeepNetwork, x: Float64Array, options: KernelOptions = {}): Float64Array {
  if (network.kind !== "fully connected" && network.kind !== "circular")
    throw misuse("infiniteKernel", "the network must be fully connected or circular", network.kind, "take the empirical kernel");
  if (network.skip !== undefined)
    throw misuse("infiniteKernel", "a network with skips has no recursion on pairs", `skip = ${network.skip}`, "take particleKernel");
  const inputs = deepInputCount(network);
  if (x.length === 0 || x.length % inputs !== 0) throw misuse("infiniteKernel", `x must hold rows of ${inputs} entries`, x.length);
  const n = x.length / inputs;
  const pair = pairKernel(engine, network, options);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = pair(x.subarray(i * inputs, (i + 1) * inputs), x.subarray(j * inputs, (j + 1) * inputs), i === j);
      out[i * n + j] = value;
      out[j * n + i] = value;
    }
  }
  return out;
}

/** K(x, x'); `same` where both are one sample, whose angle is 0 by construction. */
function pairKernel(engine: Engine, network: FullyConnected | Circular, options: KernelOptions) {
  const { layers, activation = "relu" } = network;
  const { variances = forwardVariances(network), trained = Array.from({ length: layers + 1 }, () => true) } = options;
  const [positions, taps, units] =
    network.kind === "circular" ? [network.positions, network.taps, network.channels] : [1, 1, network.width];
  const dual = dualOf(engine, activation);
  const d = network.inputs;
  const lead = Math.floor(taps / 2);
  const wrap = (p: number): number => ((p % positions) + positions) % positions;
  /** Σ_q of entries that the taps at p, p' read. */
  const shifted = (of: (p: number, r: number) => number, p: number, r: number, side: 1 | -1): number => {
    let sum = 0;
    for (let q = 0; q < taps; q++) sum += of(wrap(p + side * (q - lead)), wrap(r + side * (q - lead)));
    return sum;
  };

  const patch = (p: number, r: number, cells: readonly Covariance[]): Covariance[] =>
    Array.from({ length: taps }, (_, q) => cells[wrap(p + q - lead) * positions + wrap(r + q - lead)] as Covariance);

  return (x: Float64Array, y: Float64Array, same: boolean): number => {
    const cell = (p: number, r: number): number => p * positions + r;
    const each = <T>(of: (p: number, r: number) => T): T[] =>
      Array.from({ length: positions * positions }, (_, k) => of(Math.floor(k / positions), k % positions));
    const row = (from: Float64Array, p: number): Float64Array => from.subarray(p * d, (p + 1) * d);
    const inner = each((p, r) => dot(row(x, p), row(y, r)));
    const at = <T>(cells: readonly T[], p: number, r: number): T => cells[cell(p, r)] as T;

    // S^1, …, S^L, and Σ_q H^{l−1}, which W_l sees.
    let covariances: Covariance[] = each((p, r) => ({
      a: variances.first * dot(row(x, p), row(x, p)),
      b: variances.first * dot(row(y, r), row(y, r)),
      c: variances.first * at(inner, p, r),
      angle: same && p === r ? 0 : stableAngle(engine, row(x, p), row(y, r)),
    }));
    const seen: number[][] = [inner];
    const slopes: number[][] = [];
    let values: Covariance[] = [];
    for (let l = 1; l <= layers; l++) {
      const duals = covariances.map(dual);
      slopes.push(duals.map((entry) => entry.slopes));
      values = duals.map((entry) => entry.values);
      if (l === layers) break;
      const before = values;
      const sum = (p: number, r: number, of: (entry: Covariance) => number): number => shifted((s, t) => of(at(before, s, t)), p, r, 1);
      seen.push(each((p, r) => units * sum(p, r, (entry) => entry.c)));
      const scale = variances.hidden * units;
      covariances = each((p, r) => {
        const [a, b, c] = [
          scale * sum(p, r, (entry) => entry.a),
          scale * sum(p, r, (entry) => entry.b),
          scale * sum(p, r, (entry) => entry.c),
        ];
        const angle = same && p === r ? 0 : taps === 1 ? at(before, p, r).angle : averageAngle(engine, patch(p, r, before));
        return { a, b, c, angle };
      });
    }

    let kernel = trained[layers] === true ? units * each((p, r) => (p === r ? at(values, p, r).c : 0)).reduce((a, b) => a + b, 0) : 0;
    let errors = each((p, r) => (p === r ? units * variances.output * (slopes[layers - 1]?.[cell(p, r)] as number) : 0));
    for (let l = layers; l >= 1; l--) {
      if (trained[l - 1] === true) errors.forEach((error, k) => (kernel += error * (seen[l - 1]?.[k] as number)));
      if (l === 1) break;
      const here = errors;
      errors = each(
        (p, r) => (slopes[l - 2]?.[cell(p, r)] as number) * units * variances.hidden * shifted((s, t) => at(here, s, t), p, r, -1),
      );
    }
    return kernel;
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/**
 * Angle of sums of pairs, arccos Σc/√(Σa Σb), from what each pair lacks to being parallel: √(Σa Σb) − Σ√(ab) by Lagrange's identity, and Σ√(ab) (1 − cos).
 * Nothing cancels, so that a copy of a sample has the angle 0 to full precision.
 */
function averageAngle({ math }: Engine, pairs: readonly Covariance[]): number {
  let [a, b, roots, lack] = [0, 0, 0, 0];
  for (const pair of pairs) {
    const root = Math.sqrt(pair.a) * Math.sqrt(pair.b);
    const half = math.sin(pair.angle / 2);
    a += pair.a;
    b += pair.b;
    roots += root;
    lack += 2 * root * half * half;
  }
  const scale = Math.sqrt(a) * Math.sqrt(b);
  if (scale === 0) return 0;
  let uneven = 0;
  pairs.forEach((one, q) => {
    for (const other of pairs.slice(q + 1)) {
      const apart = Math.sqrt(one.a) * Math.sqrt(other.b) - Math.sqrt(other.a) * Math.sqrt(one.b);
      uneven += apart * apart;
    }
  });
  const defect = Math.min(2, (uneven / (scale + roots) + lack) / scale);
  return 2 * math.atan2(Math.sqrt(defect), Math.sqrt(2 - defect));
}
