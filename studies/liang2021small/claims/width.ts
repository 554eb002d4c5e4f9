import {
  type Claim,
  type Context,
  type Engine,
  fold,
  type Key,
  type Measured,
  normal,
  sampledObjective,
  type TwoLayer,
} from "@overparam/core";
import type { Config } from "../config.ts";
import { drawData } from "../data/draw.ts";

const samples = 10;
const lambda = 0.05;
/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** m ≥ n + 1 neurons: one can be emptied at constant or falling F (Carathéodory). */
export const width: Claim<Config> = {
  id: "width",
  name: "Width",
  says: "With more neurons than samples one can always be emptied without raising the objective: there is no bad valley.",
  statement: String.raw`m\ge n+1\ \Longrightarrow\ \exists\,\theta':\ F(\theta')\le F(\theta),\ \theta'_j=0`,
  quantity: "largest rise of the objective while a neuron is emptied, over the objective",
  grade: "inequality",
  fidelity: "recalled",
  addition:
    "the way is explicit: masses slide along a linear dependence of the outputs, in the direction in which the path norm does not grow",
  assumes: [],
  construct: (config, context) => emptied(config, context, samples + 1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at most", bound: 0, scale: 1, constants: "given" }),
  counter: {
    why: "with three neurons there is no dependence to slide along",
    construct: (config, context) => emptied(config, context, 3),
  },
};

function emptied(config: Config, { engine, key }: Context, m: number): readonly Measured[] {
  return Array.from({ length: 8 }, (_, draw) => draw).map((draw): Measured => {
    const own = fold(fold(key, "width"), draw);
    const { rows, y } = drawData(engine.math, own, own, { ...config, data: "sphere", flips: 0 }, samples);
    const q = 3;
    const network: TwoLayer = { activation: "relu", parameterization: "output", students: m, inputs: q };
    const objective = sampledObjective(engine, network, { x: rows, y }, { loss: "logistic", l2: lambda });
    const start = balancedStart(engine, fold(own, "theta"), m, q);
    // A good fit first, so that moving the outputs is not an improvement by chance.
    const theta = start.slice();
    objective.engine?.descend(theta, { step: 0.2, steps: 400, stopAt: Number.NEGATIVE_INFINITY });
    balance(theta, m, q);
    const before = objective.value(theta);
    const { rise, off } = slide(engine, theta, rows, m, q, (at) => objective.value(at) - before);
    const rounding = (4 * objective.floor(theta) + off) / before;
    objective.close();
    return { run: `draw ${draw}`, value: rise / before, rounding };
  });
}

/**
 * The largest rise over ten places on the way until the first neuron is empty, and what the arithmetic can do to it: a dependence that is exact up to the rounding of the
 * outputs moves them, and so the loss, by no more than τ times that.
 */
function slide(
  engine: Engine,
  theta: Float64Array,
  rows: Float64Array,
  m: number,
  q: number,
  rise: (theta: Float64Array) => number,
): { readonly rise: number; readonly off: number } {
  // Column j: the outputs of neuron j on the data; square, so that all right singular vectors come out.
  const size = Math.max(m, samples);
  const outputs = new Float64Array(size * m);
  const masses = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    let square = 0;
    for (let k = 0; k < q; k++) square += (theta[j * q + k] as number) * (theta[j * q + k] as number);
    masses[j] = Math.abs(theta[m * q + j] as number) * Math.sqrt(square);
    for (let i = 0; i < samples; i++) {
      let z = 0;
      for (let k = 0; k < q; k++) z += (rows[i * q + k] as number) * (theta[j * q + k] as number);
      outputs[i * m + j] = (theta[m * q + j] as number) * Math.max(0, z);
    }
  }
  const values = new Float64Array(m);
  const right = new Float64Array(m * m);
  engine.linear.singular(outputs, size, m, values, { left: new Float64Array(m * size), right });
  const c = right.slice((m - 1) * m, m * m);
  // Masses r_j (1 + τ c_j): the path norm changes by τ Σ r_j c_j, so τ takes the other sign.
  const growth = masses.reduce((sum, mass, j) => sum + mass * (c[j] as number), 0);
  const side = growth > 0 ? -1 : 1;
  const steepest = c.reduce((most, entry) => Math.max(most, -side * entry), 0);
  if (!(steepest > 0)) return { rise: Number.NaN, off: 0 };
  let worst = Number.NEGATIVE_INFINITY;
  for (let part = 1; part <= 10; part++) {
    const tau = (side * part) / (10 * steepest);
    const moved = theta.slice();
    for (let j = 0; j < m; j++) {
      const root = Math.sqrt(Math.max(0, 1 + tau * (c[j] as number)));
      for (let k = 0; k < q; k++) moved[j * q + k] = root * (moved[j * q + k] as number);
      moved[m * q + j] = root * (moved[m * q + j] as number);
    }
    worst = Math.max(worst, rise(moved));
  }
  return { rise: worst, off: (4 * size * unit * (values[0] as number)) / steepest };
}

function balancedStart({ math }: Engine, key: Key, m: number, q: number): Float64Array {
  const theta = new Float64Array(m * q + m);
  normal(math, key, theta);
  balance(theta, m, q);
  return theta;
}

/** Scales every neuron to |a_j| = ‖w_j‖ at the same product. */
function balance(theta: Float64Array, m: number, q: number): void {
  for (let j = 0; j < m; j++) {
    let square = 0;
    for (let k = 0; k < q; k++) square += (theta[j * q + k] as number) * (theta[j * q + k] as number);
    const norm = Math.sqrt(square);
    const a = theta[m * q + j] as number;
    const root = Math.sqrt(Math.abs(a) * norm);
    for (let k = 0; k < q; k++) theta[j * q + k] = norm === 0 ? 0 : ((theta[j * q + k] as number) * root) / norm;
    theta[m * q + j] = a < 0 ? -root : root;
  }
}
