/** One named block of a flat parameter vector. */
export interface Block {
  readonly name: string;
  /** The field's symbol, e.g. `W`. */
  readonly symbol: string;
  readonly shape: readonly number[];
  readonly offset: number;
}

/** Named blocks over one flat Float64Array: dynamics, solvers and checkpoints see one vector. */
export interface Layout {
  readonly blocks: readonly Block[];
  readonly size: number;
}
