import type { Engine } from "@overparam/kernels";
import type { Key } from "../random/key.ts";
import { sphere } from "../random/sphere.ts";
import { residual } from "./residual.ts";
import type { Rows } from "./rows.ts";
import type { SignedNetwork } from "./signed-network.ts";

/** An over-parameterised student and how it is trained. */
export interface DescentOrder {
  /** m, neurons of the student. */
  readonly students: number;
  /** Gradient steps of each strength of the regularization. */
  readonly steps: number;
}

/** Strengths of the path norm, as shares of the target's root mean square: the regularization path to 0. */
const strengths: readonly number[] = [0.03, 0.01, 0.003, 0.001, 0];
/** Steps of one call of the fused kernel. */
const piece = 20;

/**
 * Trains f = Σ_i a_i |w_i · x| from random directions by gradient descent along a regularization path λ → 0 of the path norm λ Σ |a_i| ‖w_i‖,
 * and gives its neurons unmerged.
 *
 * Starts are balanced, |a_i| = ‖w_i‖, with both signs of a_i in turn; descent keeps them balanced, which makes it the conic particle flow of the
 * sparse problem on measures, where a neuron's speed grows with its norm. The step shrinks where the loss rises. A linear part, where it is
 * asked for, is what least squares takes out of the target beforehand.
 *
 * Yields the loss after every twenty steps.
 *
 * @param linear fits ℓ·x, too
 * @cost 4·n·m·d operations a step
 * @source Chizat 2019, "Sparse optimization on measures with over-parameterized gradient descent"; akiyama2021learnability
 */
export function* studentDescent(
  engine: Engine,
  rows: Rows,
  linear: boolean,
  key: Key,
  { students: m, steps }: DescentOrder,
): Generator<number, SignedNetwork> {
  const { inputs: d, x } = rows;
  const part = linear ? linearPart(engine, rows) : undefined;
  const bare: SignedNetwork = { activation: "abs", inputs: d, signs: new Float64Array(0), neurons: new Float64Array(0) };
  const target = part === undefined ? rows.y : residual(engine, { ...bare, linear: part }, rows).values;
  let squares = 0;
  for (const y of target) squares += y * y;
  const scale = Math.sqrt(squares / target.length);

  const theta = new Float64Array(m * d + m);
  const directions = new Float64Array(m * d);
  sphere(engine.math, key, d, directions);
  // Total mass of the start: 0.3 of the target's root mean square.
  const norm = Math.sqrt((0.3 * scale) / m);
  for (let i = 0; i < m * d; i++) theta[i] = norm * (directions[i] as number);
  for (let i = 0; i < m; i++) theta[m * d + i] = i % 2 === 0 ? norm : -norm;

  let step = 0.3;
  for (const strength of scale === 0 ? [] : strengths) {
    const network = { activation: "abs", parameterization: "output", students: m, inputs: d } as const;
    const problem = engine.sampled.open(network, { x, y: target }, { pathNorm: strength * scale });
    try {
      for (let done = 0; done < steps && step > 1e-4; ) {
        const kept = theta.slice();
        const report = problem.descend(theta, { step, steps: Math.min(piece, steps - done), stopAt: Number.NEGATIVE_INFINITY });
        if (report.end === "not finite" || report.rise > 0) {
          theta.set(kept);
          step /= 2;
          continue;
        }
        done += report.taken;
        step *= 1.1;
        yield report.value;
      }
    } finally {
      problem.close();
    }
  }
  const signs = new Float64Array(m);
  const neurons = new Float64Array(m * d);
  for (let i = 0; i < m; i++) {
    const a = theta[m * d + i] as number;
    signs[i] = a < 0 ? -1 : 1;
    for (let j = 0; j < d; j++) neurons[i * d + j] = Math.abs(a) * (theta[i * d + j] as number);
  }
  return { activation: "abs", inputs: d, signs, neurons, ...(part === undefined ? {} : { linear: part }) };
}

/** argmin_ℓ Σ_i (y_i − ℓ·x_i)². */
function linearPart(engine: Engine, { x, y, inputs: d }: Rows): Float64Array {
  const n = y.length;
  const gram = new Float64Array(d * d);
  const right = new Float64Array(d);
  engine.linear.multiply(x, x, gram, { rows: d, inner: n, columns: d, transposeA: true });
  engine.linear.multiply(x, y, right, { rows: d, inner: n, columns: 1, transposeA: true });
  const factor = new Float64Array(d * d);
  for (let i = 0; i < d; i++) gram[i * d + i] = (gram[i * d + i] as number) + 1e-12 * n;
  if (engine.linear.cholesky(gram, d, factor) < d) return new Float64Array(d);
  engine.linear.choleskySolve(factor, d, right);
  return right;
}
