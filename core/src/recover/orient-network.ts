import type { Engine } from "@overparam/kernels";
import { fTail } from "../theory/f-tail.ts";
import { finished } from "./finished.ts";
import { linearPartProbability } from "./linear-test.ts";
import { norm } from "./merge-neurons.ts";
import { normalEquations } from "./normal-equations.ts";
import { orientations } from "./orientations.ts";
import { polish } from "./polish.ts";
import { roundingFloor } from "./residual.ts";
import type { Rows } from "./rows.ts";
import { freedom, type SignedNetwork } from "./signed-network.ts";
import { invert } from "./without-neuron.ts";

/** The ReLU network of an even part and a linear part. */
export interface OrientedNetwork {
  readonly network: SignedNetwork;
  readonly squares: number;
  /** Lines that need a neuron on either side. */
  readonly pairs: number;
  /** The linear part leaves the span of the neurons: relu(u) − relu(−u) was added, whose u could be shared out otherwise. */
  readonly extra: boolean;
  /** False where another choice of the sides fits as well. */
  readonly unique: boolean;
}

/** Level at which sides that the data deny are given up. */
const level = 1e-4;

/**
 * Turns f = Σ_k s_k |v_k·x| + ℓ·x into a ReLU network with as few neurons as its linear part allows.
 *
 * One neuron a line where ℓ = Σ_k ε_k s_k v_k within the errors of both, refitted with the linear part tied to the neurons; else lines whose
 * coefficient is not ±1 get a neuron on either side: c|u| + βcu = c(1+β) relu(u) + c(1−β) relu(−u).
 *
 * @param exact the fit is at the rounding floor, and so must be what comes out
 */
export function orientNetwork(engine: Engine, free: SignedNetwork, squares: number, rows: Rows, exact: boolean): OrientedNetwork {
  const { inputs: d, neurons, signs } = free;
  const m = signs.length;
  const n = rows.y.length;
  const linear = free.linear ?? new Float64Array(d);
  const terms = neurons.map((entry, i) => entry * (signs[Math.floor(i / d)] as number));
  const found = orientations(engine, terms, linear);
  const error = exact ? 1e-6 * sizeOf(neurons, linear, m, d) : 5 * deviation(engine, free, squares, rows);
  const independent = m <= d && apart(engine, terms, m, d);
  if (found.distance <= error) {
    const start: SignedNetwork = { activation: "relu", inputs: d, signs, neurons: neurons.map((v, i) => 2 * v * side(found.best, i, d)) };
    const tied = finished(polish(engine, start, rows, { steps: 40, gain: 1e-12, floor: 0 }));
    const floor = roundingFloor(tied.network, rows);
    const rest = Math.max(1, n - freedom(free));
    const accepted = exact
      ? tied.squares <= n * floor * floor
      : fTail(engine.math, d, rest, (tied.squares - squares) / d / (squares / rest)) >= level;
    const unique = found.secondDistance > error && (found.complete || independent);
    if (accepted) return { network: tied.network, squares: tied.squares, pairs: 0, extra: false, unique };
  }
  const both = Array.from(signs.keys()).filter((k) => {
    const beta = found.coefficients[k] as number;
    return Math.abs(Math.abs(beta) - 1) * norm(terms, k * d, d) > error;
  });
  const share = (k: number): number => {
    const beta = found.coefficients[k] as number;
    return both.includes(k) ? beta : beta < 0 ? -1 : 1;
  };
  const rest = linear.slice();
  const outSigns: number[] = [];
  const out: number[] = [];
  const add = (sign: number, weight: number, vector: Float64Array): void => {
    if (weight === 0) return;
    outSigns.push(weight < 0 ? -sign : sign);
    for (const entry of vector) out.push(Math.abs(weight) * entry);
  };
  for (let k = 0; k < m; k++) {
    const v = neurons.slice(k * d, k * d + d);
    for (let j = 0; j < d; j++) rest[j] = (rest[j] as number) - share(k) * (terms[k * d + j] as number);
    add(signs[k] as number, 1 + share(k), v);
    add(
      signs[k] as number,
      1 - share(k),
      v.map((entry) => -entry),
    );
  }
  const shares = Array.from(signs.keys(), share);
  // The distance is a bound on all parameters together; the test knows how well the rows determine this very difference.
  const extra = norm(rest, 0, d) > error || (!exact && linearPartProbability(engine, free, squares, rows, shares, both.length) < level);
  if (extra) {
    add(1, 1, rest);
    add(
      -1,
      1,
      rest.map((entry) => -entry),
    );
  }
  const network: SignedNetwork = { activation: "relu", inputs: d, signs: Float64Array.from(outSigns), neurons: Float64Array.from(out) };
  return { network, squares, pairs: both.length, extra, unique: !extra && independent };
}

function side(signs: Float64Array, entry: number, d: number): number {
  return signs[Math.floor(entry / d)] as number;
}

function sizeOf(neurons: Float64Array, linear: Float64Array, m: number, d: number): number {
  let sum = norm(linear, 0, d);
  for (let k = 0; k < m; k++) sum += norm(neurons, k * d, d);
  return sum;
}

/** Standard deviation of all parameters together, √tr σ²(JᵀJ)⁻¹; infinite where J has no full rank. */
function deviation(engine: Engine, network: SignedNetwork, squares: number, rows: Rows): number {
  const p = freedom(network);
  const inverse = invert(engine, normalEquations(engine, network, rows).gram, p);
  if (inverse === undefined) return Number.POSITIVE_INFINITY;
  let trace = 0;
  for (let i = 0; i < p; i++) trace += inverse[i * p + i] as number;
  return Math.sqrt((trace * squares) / Math.max(1, rows.y.length - p));
}

/** Are m vectors independent: the smallest eigenvalue of their cosines above 10⁻⁸? */
function apart(engine: Engine, terms: Float64Array, m: number, d: number): boolean {
  if (m === 0) return true;
  const unit = terms.slice();
  for (let k = 0; k < m; k++) {
    const length = norm(terms, k * d, d);
    for (let j = 0; j < d; j++) unit[k * d + j] = (unit[k * d + j] as number) / length;
  }
  const gram = new Float64Array(m * m);
  engine.linear.multiply(unit, unit, gram, { rows: m, inner: d, columns: m, transposeB: true });
  const values = new Float64Array(m);
  engine.linear.eigenSymmetric(gram, m, values);
  return (values[0] as number) > 1e-8;
}
