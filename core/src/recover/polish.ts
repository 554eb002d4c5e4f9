import type { Engine } from "@overparam/kernels";
import { normalEquations } from "./normal-equations.ts";
import { residual } from "./residual.ts";
import type { Rows } from "./rows.ts";
import { moved, type SignedNetwork } from "./signed-network.ts";

/** When a polish ends. */
export interface PolishOrder {
  /** Most Gauss–Newton steps. */
  readonly steps: number;
  /** Ends where a step gains less than this share of the squares, three times in a row. */
  readonly gain: number;
  /** Ends where the root mean square residual is at most this. */
  readonly floor: number;
}

/** A network that Gauss–Newton steps do not better. */
export interface Polished {
  readonly network: SignedNetwork;
  /** Σ e², e the residual on the rows. */
  readonly squares: number;
  readonly steps: number;
}

/**
 * Levenberg–Marquardt on Σ_i (y_i − f(x_i))²: (JᵀJ + μ n I) δ = Jᵀe, μ divided by 10 after a step that lowers the squares and multiplied by 5
 * else. Inputs are taken to be of unit covariance, so that one μ suits every parameter.
 *
 * Yields the squares after every step. Converges quadratically where the residual vanishes and J has full rank, linearly at a rate of the
 * residual's size else.
 *
 * @cost 2·n·p² + p³/3 a step
 * @source Levenberg 1944; Marquardt 1963
 */
export function* polish(engine: Engine, start: SignedNetwork, rows: Rows, order: PolishOrder): Generator<number, Polished> {
  const n = rows.y.length;
  let network = start;
  let damping = 1e-3;
  let squares = Number.POSITIVE_INFINITY;
  let poor = 0;
  for (let step = 0; step < order.steps; step++) {
    const equations = normalEquations(engine, network, rows);
    if (step === 0) squares = equations.squares;
    if (equations.squares <= n * order.floor * order.floor) return { network, squares: Math.min(squares, equations.squares), steps: step };
    const better = descend(engine, network, rows, equations, damping);
    if (better === undefined) return { network, squares, steps: step };
    damping = Math.max(better.damping / 10, 1e-15);
    poor = squares - better.squares <= order.gain * squares ? poor + 1 : 0;
    ({ network, squares } = better);
    yield squares;
    if (poor >= 3) return { network, squares, steps: step + 1 };
  }
  if (order.steps === 0) squares = residual(engine, network, rows).squares;
  return { network, squares, steps: order.steps };
}

/** The first damped step that lowers the squares; undefined where none does. */
function descend(
  engine: Engine,
  network: SignedNetwork,
  rows: Rows,
  { gram, right, squares }: ReturnType<typeof normalEquations>,
  from: number,
): { readonly network: SignedNetwork; readonly squares: number; readonly damping: number } | undefined {
  const p = right.length;
  if (p === 0) return undefined;
  const n = rows.y.length;
  const damped = new Float64Array(p * p);
  const factor = new Float64Array(p * p);
  for (let damping = from; damping < 1e3; damping = 5 * damping) {
    damped.set(gram);
    for (let i = 0; i < p; i++) damped[i * p + i] = (damped[i * p + i] as number) + damping * n;
    if (engine.linear.cholesky(damped, p, factor) < p) continue;
    const step = right.slice();
    engine.linear.choleskySolve(factor, p, step);
    const next = moved(network, step);
    const now = residual(engine, next, rows).squares;
    if (now < squares) return { network: next, squares: now, damping };
  }
  return undefined;
}
