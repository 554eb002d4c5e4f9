import {
  type Engine,
  lossSlopes,
  type Problem,
  sampledCertificate,
  type SampleLoss,
  sphere,
  sphereMaximum,
  rootKey,
  fold,
  type TwoLayer,
} from "@overparam/core";
import { greatest, type Greatest } from "./arrangement/greatest.ts";
import type { Labelled } from "./data/labelled.ts";

/** The paper's problem: a two-layer network, its data, and what it is tested on. */
export interface LiangProblem extends Problem {
  readonly network: TwoLayer;
  readonly train: Labelled;
  readonly test: Labelled;
  readonly loss: SampleLoss;
  readonly lambda: number;
  /** Is the span of the inputs small enough to enumerate the arrangement? */
  readonly enumerable: boolean;
}

/** f(x_i) of every sample. */
export function outputsOf({ network }: LiangProblem, theta: Float64Array, { rows, y, patches }: Labelled): Float64Array {
  const { students: m, inputs: q } = network;
  const out = new Float64Array(y.length);
  for (let j = 0; j < m; j++) {
    const a = theta[m * q + j] as number;
    if (a === 0) continue;
    for (let r = 0; r < y.length * patches; r++) {
      let z = 0;
      for (let k = 0; k < q; k++) z += (theta[j * q + k] as number) * (rows[r * q + k] as number);
      const i = Math.floor(r / patches);
      if (z > 0) out[i] = (out[i] as number) + a * z;
    }
  }
  return out;
}

/** Coefficients c of g(u) = Σ_r c_r relu(u·x_r) = (1/n) Σ_i p_i y_i Σ_p relu(u·x_i^(p)), one a row. */
export function coefficients(engine: Engine, problem: LiangProblem, theta: Float64Array): Float64Array {
  const { train, loss } = problem;
  const n = train.y.length;
  const slopes = lossSlopes(engine.math, loss, outputsOf(problem, theta, train), train.y);
  return Float64Array.from({ length: n * train.patches }, (_, r) => (slopes[Math.floor(r / train.patches)] as number) / n);
}

const scattered = 64;

/** max |g| at θ: enumerated where the span allows, else searched by ascent, which is a lower bound. */
export function certificateOf(engine: Engine, problem: LiangProblem, theta: Float64Array): Greatest {
  const { train, network, enumerable } = problem;
  const c = coefficients(engine, problem, theta);
  if (enumerable) return greatest(engine, train.rows, c, train.inputs);
  const q = train.inputs;
  const v = sampledCertificate(
    "relu",
    train.rows,
    c.map((entry) => entry * c.length),
    1,
  );
  const random = new Float64Array(scattered * q);
  sphere(engine.math, fold(rootKey("liang2021small", 0), "search"), q, random);
  const rows = [...random];
  for (let j = 0; j < network.students; j++) {
    const w = theta.subarray(j * q, (j + 1) * q);
    let square = 0;
    for (const entry of w) square += entry * entry;
    if (square > 0) for (const entry of w) rows.push(entry / Math.sqrt(square));
  }
  const starts = Float64Array.from(rows);
  const [up, down] = [sphereMaximum(v, starts, { climbs: 4 }), sphereMaximum(v, starts, { climbs: 4, sign: -1 })];
  const best = up.value >= down.value ? up : down;
  return { value: best.value, sign: best === up ? 1 : -1, at: best.at, cells: 0, visited: 0, rank: q };
}
