import { takenRows } from "../lone-rows.ts";
import type { Rows } from "../rows.ts";

/** Samples of m outputs, one a row. */
export interface OutputRows {
  /** [n,d] row-major. */
  readonly x: Float64Array;
  /** [n,m] row-major. */
  readonly y: Float64Array;
  /** d. */
  readonly inputs: number;
  /** m. */
  readonly outputs: number;
}

/** The samples of output o alone. */
export function oneOutput({ x, y, inputs, outputs: m }: OutputRows, o: number): Rows {
  const n = y.length / m;
  return { x, y: Float64Array.from({ length: n }, (_, i) => y[i * m + o] as number), inputs };
}

/** The chosen rows, copied. */
export function takenOutputRows(rows: OutputRows, order: Uint32Array): OutputRows {
  const { outputs: m, inputs, y } = rows;
  const x = takenRows({ x: rows.x, y, inputs }, order).x;
  const taken = new Float64Array(order.length * m);
  order.forEach((from, at) => taken.set(y.subarray(from * m, from * m + m), at * m));
  return { x, y: taken, inputs, outputs: m };
}
