import { type Engine, misuse } from "@overparam/kernels";
import { momentFrame } from "../../moments/moment-frame.ts";
import { momentLayout } from "../../moments/moment-sums.ts";
import { fold } from "../../random/fold.ts";
import type { Key } from "../../random/key.ts";
import { permutation } from "../../random/permutation.ts";
import { rootKey } from "../../random/root-key.ts";
import { type InputSpan, inputSpan, spanRows } from "../input-span.ts";
import { withoutLoneRows } from "../lone-rows.ts";
import type { RecoverySettings } from "../prepare-recovery.ts";
import { asymmetry, mirrorGroups } from "./mirrored-rows.ts";
import { oneOutput, type OutputRows, takenOutputRows } from "./output-rows.ts";

/** Samples of several outputs made ready: split, in the coordinates of their span, scaled. */
export interface OutputProblem {
  readonly span: InputSpan;
  /** Root mean square of each output's targets; 1 where they vanish. */
  readonly scales: readonly number[];
  readonly rows: OutputRows;
  /** Half of the rows: a network that both give is found twice. */
  readonly half: OutputRows;
  readonly heldOut: OutputRows;
  readonly setAside: number;
  /** Most neurons that are looked for. */
  readonly most: number;
  readonly inputs: number;
  readonly key: Key;
}

/** Standard errors of an odd moment above which inputs are not symmetric: once in 10⁸ for one moment. */
const lopsided = 6;
/** Doubles that the sums of moments may take: 512 MB. */
const mostSums = 67_108_864;

/**
 * Holds a fifth of the samples out at random, x and −x together where both are there; moves inputs to unit covariance and outputs to size 1.
 *
 * @throws Misuse for data that are not finite, of a wrong shape, too few, or of inputs that are not symmetric; for fewer than two outputs; for |x|
 */
export function prepareOutputs(engine: Engine, data: OutputRows, { activation, seed, most }: RecoverySettings): OutputProblem {
  const { x, y, inputs: d, outputs: m } = data;
  if (activation !== "relu")
    throw misuse("--method moments", "it finds ReLU neurons", activation, "leave out --method, or take --activation relu");
  if (!(Number.isSafeInteger(m) && m >= 2)) {
    throw misuse("--method moments", "y must have as many outputs as the network has neurons, two at least", m, "leave out --method");
  }
  const n = y.length / m;
  if (!(Number.isSafeInteger(n) && x.length === n * d)) throw misuse("recover", `x must hold a row of ${d} numbers for every row of y`, x);
  for (const [name, values] of [
    ["x", x],
    ["y", y],
  ] as const) {
    const at = values.findIndex((entry) => !Number.isFinite(entry));
    if (at >= 0) throw misuse("recover", `${name} must hold finite numbers`, `entry ${at} = ${values[at]}`, "remove such samples");
  }
  const key = rootKey("recover", seed);
  const kept = takenOutputRows(data, withoutLoneRows(engine, oneOutput(data, 0)));
  const { groups, even } = mirrorGroups(kept.x, d);
  const order = Array.from(permutation(fold(key, "held out"), groups.length), (at) => groups[at] as readonly number[]);
  const held = Math.floor(order.length / 5);
  const parts = [order.slice(0, held), order.slice(held), order.slice(held + Math.floor((order.length - held) / 2))];
  const [outside, fitted, halved] = parts.map((part) => takenOutputRows(kept, Uint32Array.from(part.flat()))) as [
    OutputRows,
    OutputRows,
    OutputRows,
  ];
  const span = inputSpan(engine, oneOutput(fitted, 0));
  if (span.rank === 0) throw misuse("recover", "some input must vary", "inputs that are all 0", "give other inputs");
  if (n < 10 * span.rank) {
    throw misuse("recover", `at least ${10 * span.rank} samples are needed for ${span.rank} inputs that vary`, n, "give more samples");
  }
  const count = fitted.y.length / m;
  const scales = Array.from({ length: m }, (_, o) => {
    let squares = 0;
    for (let i = 0; i < count; i++) squares += (fitted.y[i * m + o] as number) * (fitted.y[i * m + o] as number);
    return squares > 0 ? Math.sqrt(squares / count) : 1;
  });
  const ready = (rows: OutputRows): OutputRows => {
    const z = spanRows(engine, span, oneOutput(rows, 0));
    return { x: z.x, y: rows.y.map((target, at) => target / (scales[at % m] as number)), inputs: span.rank, outputs: m };
  };
  const rows = ready(fitted);
  const odd = even ? 0 : asymmetry(rows.x, span.rank);
  if (!(odd <= lopsided)) {
    throw misuse(
      "--method moments",
      "x and −x must be equally likely",
      `an odd moment of x that is ${odd.toFixed(0)} standard errors from 0`,
      "measure at −x, too, or leave out --method",
    );
  }
  const can = Math.min(span.rank, m);
  if (most !== undefined && most > can) {
    throw misuse("--method moments", `${m} outputs on ${span.rank} inputs determine at most ${can} neurons`, most, "lower --most");
  }
  const sums = momentLayout(momentFrame(engine, rows.x, rows.y, count, can)).size;
  if (sums > mostSums) {
    throw misuse("--method moments", `moments may take ${mostSums} numbers`, sums, "leave out --method, or some inputs and outputs");
  }
  return {
    span,
    scales,
    rows,
    half: ready(halved),
    heldOut: ready(outside),
    setAside: n - kept.y.length / m,
    most: most ?? can,
    inputs: d,
    key,
  };
}
