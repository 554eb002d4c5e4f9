import { type Engine, hiddenJacobian, type SampledActivation } from "@overparam/core";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** Singular values of the Jacobian in W, descending, with the size below which they are rounding. */
export interface Spectrum {
  readonly values: Float64Array;
  /** σ_1 · 8 max(n, md) u: the backward error of a singular value decomposition, with a margin for the entries' own few roundings. */
  readonly threshold: number;
  readonly rank: number;
}

/** What a Jacobian is taken of. */
export interface Place {
  readonly activation: SampledActivation;
  readonly theta: Float64Array;
  readonly students: number;
  readonly inputs: number;
  readonly x: Float64Array;
}

/** J [n, md] of the outputs with respect to W. */
export function jacobianOf(engine: Engine, { activation, theta, students, inputs, x }: Place): Float64Array {
  const at = students * inputs;
  return hiddenJacobian(engine, activation, { directions: theta.subarray(0, at), weights: theta.subarray(at) }, x, inputs);
}

/** Singular values and numerical rank of J. */
export function spectrumOf(engine: Engine, place: Place): Spectrum {
  const n = place.x.length / place.inputs;
  const p = place.students * place.inputs;
  const values = new Float64Array(Math.min(n, p));
  engine.linear.singular(jacobianOf(engine, place), n, p, values);
  const threshold = 8 * Math.max(n, p) * unit * (values[0] as number);
  return { values, threshold, rank: values.reduce((count, value) => count + (value > threshold ? 1 : 0), 0) };
}

/** Orthonormal basis of the range of J in R^n, one row a direction, by the same threshold. */
export function rangeOf(engine: Engine, place: Place): readonly Float64Array[] {
  const n = place.x.length / place.inputs;
  const p = place.students * place.inputs;
  const k = Math.min(n, p);
  const values = new Float64Array(k);
  const left = new Float64Array(k * n);
  engine.linear.singular(jacobianOf(engine, place), n, p, values, { left, right: new Float64Array(k * p) });
  const threshold = 8 * Math.max(n, p) * unit * (values[0] as number);
  return Array.from(values.keys())
    .filter((i) => (values[i] as number) > threshold)
    .map((i) => left.slice(i * n, (i + 1) * n));
}

/** ‖(I − Π_J) y‖²/n: what least squares on the range of J leaves. */
export function leftOver(basis: readonly Float64Array[], y: Float64Array): number {
  const rest = y.slice();
  // Twice: the second pass takes out what the first one's roundings left.
  for (const direction of [...basis, ...basis]) {
    let along = 0;
    for (let i = 0; i < rest.length; i++) along += (direction[i] as number) * (rest[i] as number);
    for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - along * (direction[i] as number);
  }
  let square = 0;
  for (const entry of rest) square += entry * entry;
  return square / rest.length;
}
