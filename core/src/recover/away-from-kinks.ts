import type { Engine } from "@overparam/kernels";
import { takenRows } from "./lone-rows.ts";
import { norm } from "./merge-neurons.ts";
import { eachBlock, type Rows } from "./rows.ts";
import type { SignedNetwork } from "./signed-network.ts";

/** |cos| of the angle between a row and a neuron below which the row lies on the kink. */
const onKink = 1e-9;

/**
 * The rows that lie on no neuron's kink: |v_k·x| > 10⁻⁹ ‖v_k‖ ‖x‖ for every k.
 *
 * A fit may end where kinks run through samples. There it has as many equations as it likes, but they hold on one side of the kink only: other
 * weights, past the sample, may fit as well. What the samples determine is what the other rows do.
 *
 * @cost 2·n·m·d operations
 */
export function awayFromKinks(engine: Engine, { neurons, signs }: SignedNetwork, rows: Rows): Rows {
  const { inputs: d } = rows;
  const m = signs.length;
  if (m === 0) return rows;
  const norms = Array.from(signs, (_, k) => norm(neurons, k * d, d));
  const kept: number[] = [];
  eachBlock(rows, 4096, (from, count, x) => {
    const z = new Float64Array(count * m);
    engine.linear.multiply(x, neurons, z, { rows: count, inner: d, columns: m, transposeB: true });
    for (let i = 0; i < count; i++) {
      const length = norm(x, i * d, d);
      if (norms.every((of, k) => Math.abs(z[i * m + k] as number) > onKink * of * length)) kept.push(from + i);
    }
  });
  return kept.length === rows.y.length ? rows : takenRows(rows, Uint32Array.from(kept));
}
