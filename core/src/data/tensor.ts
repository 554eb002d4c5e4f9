/** A dense row-major array with its shape. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** The named tensors of one file (.npz, .safetensors, .csv as `x`, `y`). */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/**
 * Content of the files that a config names, loaded by the host.
 * A resolved config holds `sha256:…` of the content where the user wrote a path; that string is the key here.
 */
export type Assets = ReadonlyMap<string, NamedTensors>;
