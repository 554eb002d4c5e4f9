import type { Engine } from "@overparam/kernels";
import { outputEquations } from "./output-equations.ts";
import { balanced, type OutputNetwork, widthOf } from "./output-network.ts";
import type { OutputRows } from "./output-rows.ts";

/** A network that Gauss–Newton steps do not better, and Σ e² of it on the rows. */
export interface PolishedOutputs {
  readonly network: OutputNetwork;
  readonly squares: number;
}

/** Steps at most, and the gain of a poor one. */
const steps = 60;
const gain = 1e-10;

/**
 * Levenberg–Marquardt on Σ_io (y_io − f_o(x_i))², all outputs and directions together, neurons balanced after every step.
 *
 * Inputs are taken to be of unit covariance. Ends where no step lowers the squares, or where three in a row gain less than 10⁻¹⁰ of them. Yields
 * the squares after every step.
 *
 * @cost 2·n·(k (d + 1))² + (k (d + m))³/3 operations a step
 */
export function* polishOutputs(engine: Engine, start: OutputNetwork, rows: OutputRows): Generator<number, PolishedOutputs> {
  let network = balanced(start);
  let squares = Number.POSITIVE_INFINITY;
  let damping = 1e-3;
  let poor = 0;
  for (let step = 0; step < steps && poor < 3; step++) {
    const equations = outputEquations(engine, network, rows);
    squares = equations.squares;
    const better = descend(engine, network, rows, equations, damping);
    if (better === undefined) break;
    poor = squares - better.squares <= gain * squares ? poor + 1 : 0;
    damping = Math.max(better.damping / 10, 1e-15);
    ({ network, squares } = better);
    yield squares;
  }
  return { network, squares };
}

function descend(
  engine: Engine,
  network: OutputNetwork,
  rows: OutputRows,
  { gram, right, squares }: ReturnType<typeof outputEquations>,
  from: number,
): (PolishedOutputs & { readonly damping: number }) | undefined {
  const p = right.length;
  const n = rows.y.length / rows.outputs;
  const factor = new Float64Array(p * p);
  for (let damping = from; damping < 1e3; damping *= 5) {
    const damped = gram.slice();
    for (let i = 0; i < p; i++) damped[i * p + i] = (damped[i * p + i] as number) + damping * n;
    if (engine.linear.cholesky(damped, p, factor) < p) continue;
    const step = right.slice();
    engine.linear.choleskySolve(factor, p, step);
    const size = network.neurons.length;
    const next = balanced({
      ...network,
      neurons: network.neurons.map((entry, i) => entry + (step[i] as number)),
      weights: network.weights.map((entry, i) => entry + (step[size + i] as number)),
    });
    const now = outputSquares(engine, next, rows);
    if (now < squares) return { network: next, squares: now, damping };
  }
  return undefined;
}

/** Σ_io (y_io − f_o(x_i))². */
export function outputSquares(engine: Engine, network: OutputNetwork, rows: OutputRows): number {
  let squares = 0;
  for (const error of outputResidual(engine, network, rows)) squares += error * error;
  return squares;
}

/** y − f(x), [n,m]. */
export function outputResidual(engine: Engine, network: OutputNetwork, { x, y, inputs: d, outputs: m }: OutputRows): Float64Array {
  const k = widthOf(network);
  const n = y.length / m;
  const out = y.slice();
  if (k === 0) return out;
  for (let from = 0; from < n; from += 4096) {
    const count = Math.min(4096, n - from);
    const hidden = new Float64Array(count * k);
    engine.linear.multiply(
      x.subarray(from * d, (from + count) * d),
      network.neurons,
      hidden,
      { rows: count, inner: d, columns: k, transposeB: true },
      { activation: "relu" },
    );
    const values = new Float64Array(count * m);
    engine.linear.multiply(hidden, network.weights, values, { rows: count, inner: k, columns: m, transposeB: true });
    values.forEach((value, at) => {
      out[from * m + at] = (out[from * m + at] as number) - value;
    });
  }
  return out;
}
