/** Labelled samples of P patches each: sample i owns rows i·P … i·P + P − 1. */
export interface Labelled {
  /** [n·P,q] row-major. */
  readonly rows: Float64Array;
  /** ±1, [n]. */
  readonly y: Float64Array;
  /** P; 1 for a fully connected network. */
  readonly patches: number;
  /** q: inputs of a neuron. */
  readonly inputs: number;
}
