/** Samples, one a row. */
export interface Rows {
  /** [n,d] row-major. */
  readonly x: Float64Array;
  /** [n]. */
  readonly y: Float64Array;
  /** d. */
  readonly inputs: number;
}

/** The first `count` rows, without a copy. */
export function firstRows({ x, y, inputs }: Rows, count: number): Rows {
  const n = Math.min(count, y.length);
  return { x: x.subarray(0, n * inputs), y: y.subarray(0, n), inputs };
}

/** Calls `visit` with blocks of rows in order: `from`, `count`, and x of those rows. */
export function eachBlock({ x, y, inputs }: Rows, size: number, visit: (from: number, count: number, x: Float64Array) => void): void {
  for (let from = 0; from < y.length; from += size) {
    const count = Math.min(size, y.length - from);
    visit(from, count, x.subarray(from * inputs, (from + count) * inputs));
  }
}
