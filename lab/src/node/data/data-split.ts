/** Samples of one part of a data set: x [samples, inputs] and y [samples], bytes where all entries are, else doubles. */
export interface DataSplit {
  readonly samples: number;
  readonly inputs: number;
  readonly x: Uint8Array | Float64Array;
  readonly y: Uint8Array | Float64Array;
}

/** The parts of a data set; those without a test part of their own have only `train`. */
export interface DataSplits {
  readonly train: DataSplit;
  readonly test?: DataSplit;
}

export const splitNames = ["train", "test"] as const;
export type SplitName = (typeof splitNames)[number];
