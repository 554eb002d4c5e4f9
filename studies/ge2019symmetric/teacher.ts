import { type Engine, fold, type Key, normal, sphere } from "@overparam/core";

/** y = A σ(W x) with unit rows of W. */
export interface Teacher {
  readonly neurons: number;
  readonly inputs: number;
  readonly outputs: number;
  /** [k,d]. */
  readonly W: Float64Array;
  /** [m,k]. */
  readonly A: Float64Array;
}

/** A teacher of the given sizes; conditions of 0 draw Gaussian entries. */
export function drawTeacher(
  engine: Engine,
  key: Key,
  {
    neurons,
    inputs,
    outputs,
    conditionA,
    conditionW,
  }: {
    readonly neurons: number;
    readonly inputs: number;
    readonly outputs: number;
    readonly conditionA: number;
    readonly conditionW: number;
  },
): Teacher {
  const W = new Float64Array(neurons * inputs);
  if (conditionW === 0) sphere(engine.math, fold(key, "W"), inputs, W);
  else W.set(unitRows(conditioned(engine, fold(key, "W"), neurons, inputs, conditionW), inputs));
  const A = new Float64Array(outputs * neurons);
  if (conditionA === 0) normal(engine.math, fold(key, "A"), A);
  else A.set(conditioned(engine, fold(key, "A"), outputs, neurons, conditionA));
  return { neurons, inputs, outputs, W, A };
}

/** σ(W x) [n,k] and A σ(W x) [n,m]. */
export function outputsOf(engine: Engine, { W, A, neurons: k, inputs: d, outputs: m }: Teacher, x: Float64Array, n: number): Float64Array {
  const hidden = new Float64Array(n * k);
  engine.linear.multiply(x, W, hidden, { rows: n, inner: d, columns: k, transposeB: true }, { activation: "relu" });
  const y = new Float64Array(n * m);
  engine.linear.multiply(hidden, A, y, { rows: n, inner: k, columns: m, transposeB: true });
  return y;
}

/** A matrix whose singular values go from 1 to 1/κ in equal ratios, with random singular vectors. */
function conditioned(engine: Engine, key: Key, rows: number, columns: number, condition: number): Float64Array {
  const raw = new Float64Array(rows * columns);
  normal(engine.math, key, raw);
  const rank = Math.min(rows, columns);
  const [values, left, right] = [new Float64Array(rank), new Float64Array(rank * rows), new Float64Array(rank * columns)];
  engine.linear.singular(raw, rows, columns, values, { left, right });
  const out = new Float64Array(rows * columns);
  for (let r = 0; r < rank; r++) {
    const size = rank === 1 ? 1 : engine.math.exp((-r / (rank - 1)) * engine.math.log(condition));
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        out[i * columns + j] =
          (out[i * columns + j] as number) + size * (left[r * rows + i] as number) * (right[r * columns + j] as number);
  }
  return out;
}

function unitRows(a: Float64Array, columns: number): Float64Array {
  return a.map((entry, at) => {
    const row = a.subarray(Math.floor(at / columns) * columns, (Math.floor(at / columns) + 1) * columns);
    return entry / Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  });
}
