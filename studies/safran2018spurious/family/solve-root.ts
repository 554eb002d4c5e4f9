const steps = 60;
/** Relative step of the central differences. */
const difference = 1e-6;

/**
 * Solves F(x) = 0 for a few variables by Newton's method with a Jacobian from central differences, halving steps that do not make ‖F‖ smaller.
 *
 * @returns the best x met; where the start is close enough, ‖F‖ is at the rounding of F
 * @cost some ten evaluations of F a variable
 */
export function solveRoot(f: (x: readonly number[]) => readonly number[], start: readonly number[]): readonly number[] {
  let x = start;
  let value = f(x);
  for (let step = 0; step < steps; step++) {
    const n = x.length;
    const columns = x.map((entry, j) => {
      const h = difference * Math.max(Math.abs(entry), 1e-3);
      const up = f(x.map((other, i) => (i === j ? entry + h : other)));
      const down = f(x.map((other, i) => (i === j ? entry - h : other)));
      return up.map((above, i) => (above - (down[i] as number)) / (2 * h));
    });
    const move = linear(Array.from({ length: n }, (_, i) => [...columns.map((column) => column[i] as number), value[i] as number]));
    let scale = 1;
    let better: { x: readonly number[]; value: readonly number[] } | undefined;
    for (let halving = 0; halving < 30 && better === undefined; halving++, scale /= 2) {
      const next = x.map((entry, i) => entry - scale * (move[i] as number));
      const after = f(next);
      if (size(after) < size(value)) better = { x: next, value: after };
    }
    if (better === undefined) return x;
    ({ x, value } = better);
  }
  return x;
}

/** Gaussian elimination with row pivots of an n × (n + 1) system. */
function linear(rows: number[][]): number[] {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]?.[k] ?? 0) > Math.abs(rows[pivot]?.[k] ?? 0)) pivot = i;
    const chosen = rows[pivot] as number[];
    rows[pivot] = rows[k] as number[];
    rows[k] = chosen;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i] as number[];
      const factor = (row[k] as number) / (chosen[k] as number);
      for (let j = k; j <= n; j++) row[j] = (row[j] as number) - factor * (chosen[j] as number);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const row = rows[k] as number[];
    let rest = row[n] as number;
    for (let j = k + 1; j < n; j++) rest -= (row[j] as number) * (x[j] as number);
    x[k] = rest / (row[k] as number);
  }
  return x;
}

function size(x: readonly number[]): number {
  return Math.sqrt(x.reduce((sum, entry) => sum + entry * entry, 0));
}
