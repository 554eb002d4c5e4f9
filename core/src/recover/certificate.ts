import type { Engine } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { normal } from "../random/normal.ts";
import { bestDirection } from "./best-direction.ts";
import { jacobianTimes, jacobianTransposed } from "./jacobian.ts";
import { normalEquations } from "./normal-equations.ts";
import { firstRows, type Rows } from "./rows.ts";
import type { SignedNetwork } from "./signed-network.ts";
import { invert } from "./without-neuron.ts";

/** How much of a residual a further neuron could explain, beside what noise alone would let it. */
export interface Certificate {
  /** sup_u |Σ_i e_i σ(u·z_i)| / (σ̂ √n), e the residual without its part in the span of the Jacobian, σ̂ its own root mean square. */
  readonly value: number;
  /** Mean and standard deviation of the same for normal noise in place of the residual. */
  readonly expected: number;
  readonly spread: number;
}

/** Rows that are looked at, and draws of noise. */
const most = 8000;
const draws = 20;

/**
 * The certificate that a network is complete: over all directions u of a further neuron, the largest correlation with the residual, against its law
 * under noise by twenty simulated residuals of the same network (a parametric bootstrap; Efron 1979).
 *
 * @cost twenty-one searches of {@link bestDirection} on at most 8000 rows
 */
export function residualCertificate(engine: Engine, network: SignedNetwork, rows: Rows, errors: Float64Array, key: Key): Certificate {
  const some = firstRows(rows, most);
  const n = some.y.length;
  const { gram, right } = normalEquations(engine, network, some);
  const p = right.length;
  const inverse = p === 0 ? undefined : invert(engine, gram, p, 1e-12);
  const largest = (from: Float64Array, name: string | number): number => {
    const rest = from.slice();
    if (inverse !== undefined) {
      const step = new Float64Array(p);
      engine.linear.multiply(inverse, jacobianTransposed(engine, network, some, rest), step, { rows: p, inner: p, columns: 1 });
      jacobianTimes(engine, network, some, step).forEach((part, i) => {
        rest[i] = (rest[i] as number) - part;
      });
    }
    let squares = 0;
    for (const entry of rest) squares += entry * entry;
    if (squares === 0) return 0;
    const { correlation } = bestDirection(engine, network.activation, some, rest, fold(fold(key, "directions"), name));
    return (Math.abs(correlation) * n) / Math.sqrt(squares);
  };
  const value = largest(errors.subarray(0, n), "residual");
  const noise = new Float64Array(n);
  const simulated = Array.from({ length: draws }, (_, draw) => {
    normal(engine.math, fold(fold(key, "noise"), draw), noise);
    return largest(noise, draw);
  });
  const expected = simulated.reduce((sum, of) => sum + of, 0) / draws;
  const spread = Math.sqrt(simulated.reduce((sum, of) => sum + (of - expected) * (of - expected), 0) / (draws - 1));
  return { value, expected, spread };
}
