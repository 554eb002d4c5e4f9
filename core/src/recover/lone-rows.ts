import type { Engine } from "@overparam/kernels";
import { inputSpan, spanRows } from "./input-span.ts";
import type { Rows } from "./rows.ts";

/**
 * Rows without those that are nearly alone in some direction of the inputs: leverage h_i = x_iᵀ(XᵀX)⁻¹x_i above 1/10 and above 4ρ/n, repeated
 * until none is left.
 *
 * A direction along which only a few rows differ (a pixel that is lit in three images) has a weight for every neuron and a handful of equations;
 * nothing can be determined there. Without those rows the direction leaves the span, and the rest stays as it was. Looks at the inputs alone.
 *
 * @returns the indices that stay, ascending
 * @cost 4·n·d² operations a round, ten rounds at most
 * @source Hoaglin, Welsch 1978, "The hat matrix in regression and ANOVA"
 */
export function withoutLoneRows(engine: Engine, rows: Rows): Uint32Array {
  let kept = Uint32Array.from({ length: rows.y.length }, (_, i) => i);
  for (let round = 0; round < 10; round++) {
    const now = kept.length === rows.y.length ? rows : takenRows(rows, kept);
    const n = kept.length;
    const span = inputSpan(engine, now);
    const z = spanRows(engine, span, now);
    const limit = n * Math.max(0.1, (4 * span.rank) / n);
    const stay: number[] = [];
    for (let i = 0; i < n; i++) {
      let square = 0;
      for (let j = 0; j < span.rank; j++) square += (z.x[i * span.rank + j] as number) * (z.x[i * span.rank + j] as number);
      if (square <= limit) stay.push(kept[i] as number);
    }
    if (stay.length === n || stay.length < n / 2) break;
    kept = Uint32Array.from(stay);
  }
  return kept;
}

/** The chosen rows, copied. */
export function takenRows({ x, y, inputs: d }: Rows, order: Uint32Array): Rows {
  const out = { x: new Float64Array(order.length * d), y: new Float64Array(order.length), inputs: d };
  order.forEach((from, at) => {
    out.x.set(x.subarray(from * d, from * d + d), at * d);
    out.y[at] = y[from] as number;
  });
  return out;
}
