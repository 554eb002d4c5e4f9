import { type Activation, type Engine, misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import { permutation } from "../random/permutation.ts";
import { rootKey } from "../random/root-key.ts";
import { type InputSpan, inputSpan, spanRows } from "./input-span.ts";
import { takenRows, withoutLoneRows } from "./lone-rows.ts";
import type { RecoveryMethod } from "./method.ts";
import { firstRows, type Rows } from "./rows.ts";
import { mostNeurons, type SearchProblem } from "./search.ts";

/** What decides a recovery besides the data. */
export interface RecoverySettings {
  readonly activation: Activation;
  readonly seed: number;
  /** Most attempts from new starts. */
  readonly attempts: number;
  /** Most neurons of the network; as many as the samples can determine unless said otherwise. */
  readonly most?: number;
}

/** Data made ready: split, in the coordinates of their span, scaled. */
export interface RecoveryProblem {
  readonly settings: RecoverySettings;
  readonly span: InputSpan;
  /** Root mean square of the targets of the fitted rows; 1 where they vanish. */
  readonly scale: number;
  /** All rows that are fitted, and those held out. */
  readonly rows: Rows;
  readonly heldOut: Rows;
  /** The search, on as many of the rows as it needs. */
  readonly search: SearchProblem;
  /** Rows that were left out, because nothing can be determined along a direction in which they are nearly alone. */
  readonly setAside: number;
  /** d of the inputs as they came. */
  readonly inputs: number;
}

/** Parameters that a search carries at most: a Gauss–Newton step costs their square. */
const mostParameters = 1600;
/** Rows of a search: this many a parameter of a student of 16 neurons. */
const rowsOfParameter = 20;

/**
 * Leaves out rows that are nearly alone in a direction of the inputs, splits the others at random into four fifths to fit and one fifth held out, moves the inputs into the coordinates of the span of the former, and
 * scales the targets.
 *
 * The held-out fifth is seen by nothing but the error that is reported.
 *
 * @throws Misuse for data that are not finite, of a wrong shape, or too few: fewer than 5 samples an input
 */
export function prepareRecovery(engine: Engine, data: Rows, settings: RecoverySettings, method: RecoveryMethod): RecoveryProblem {
  const { x, y, inputs } = data;
  const n = y.length;
  if (!(Number.isSafeInteger(inputs) && inputs >= 1)) throw misuse("recover", "inputs must be a positive integer", inputs);
  if (x.length !== n * inputs) throw misuse("recover", `x must hold ${n} rows of ${inputs} numbers`, x);
  finite("x", x);
  finite("y", y);
  const key = rootKey("recover", settings.seed);
  const kept = withoutLoneRows(engine, data);
  const order = permutation(fold(key, "held out"), kept.length).map((at) => kept[at] as number);
  const held = Math.floor(kept.length / 5);
  const heldOut = takenRows(data, order.subarray(0, held));
  const fitted = takenRows(data, order.subarray(held));
  const span = inputSpan(engine, fitted);
  if (span.rank === 0) throw misuse("recover", "some input must vary", "inputs that are all 0", "give other inputs");
  if (n < 5 * span.rank) {
    throw misuse("recover", `at least ${5 * span.rank} samples are needed for ${span.rank} inputs that vary`, n, "give more samples");
  }
  let squares = 0;
  for (const target of fitted.y) squares += target * target;
  const scale = squares > 0 ? Math.sqrt(squares / fitted.y.length) : 1;
  const ready = (rows: Rows): Rows => spanRows(engine, span, { ...rows, y: rows.y.map((target) => target / scale) });
  const rows = ready(fitted);
  const searched = firstRows(rows, Math.max(4000, rowsOfParameter * 16 * span.rank));
  const can = Math.min(mostNeurons(searched.y.length, span.rank), Math.max(1, Math.floor(mostParameters / span.rank)));
  if (settings.most !== undefined && settings.most > mostNeurons(searched.y.length, span.rank)) {
    throw misuse(
      "recover",
      `${n} samples of ${span.rank} inputs determine at most ${mostNeurons(searched.y.length, span.rank)} neurons`,
      settings.most,
      "lower --most, or give more samples",
    );
  }
  const search: SearchProblem = {
    rows: searched,
    heldOut: ready(heldOut),
    linear: settings.activation === "relu",
    method,
    key: fold(key, "search"),
    attempts: settings.attempts,
    most: settings.most ?? can,
  };
  return { settings, span, scale, rows, heldOut: search.heldOut, search, inputs, setAside: n - kept.length };
}

function finite(name: string, data: Float64Array): void {
  const at = data.findIndex((entry) => !Number.isFinite(entry));
  if (at >= 0) throw misuse("recover", `${name} must hold finite numbers`, `entry ${at} = ${data[at]}`, "remove such samples");
}
