import { misuse, type NamedTensors, type PlainNetwork, teacherFromAsset } from "@overparam/core";
import { loadAsset } from "../asset/load-asset.ts";

/** A network file: W [r,d], and a [r] (all 1 where the file has none); or A [m,r], and then a is of no use. */
export interface LoadedNetwork extends PlainNetwork {
  readonly A?: Float64Array;
  /** m. */
  readonly outputs: number;
  readonly hash: string;
  readonly path: string;
  readonly inputs: number;
}

/**
 * A teacher network from .npz, .safetensors or .npy.
 *
 * @param several take A [m,r], the output weights of several outputs, too
 * @errors one sentence: no such file, damaged, no W, biases, shapes that do not fit
 */
export function loadNetwork(path: string, several = false): LoadedNetwork {
  const { hash, tensors } = loadAsset(path);
  if (tensors.W === undefined && tensors.x !== undefined)
    throw misuse(path, "a network file holds W [r,d]", "samples", "give samples without --teacher");
  const { A, ...one } = tensors;
  if (A !== undefined && !several)
    throw misuse(path, "a network of one output has a [r]", "A [m,r] of several outputs", "take all of them with --method moments");
  const { directions, weights, inputs } = teacherFromAsset(new Map([[hash, one]]), hash, { a: "any" });
  return { hash, path, W: directions, a: weights, inputs, outputs: 1, ...(A === undefined ? {} : outputWeights(A, weights.length, path)) };
}

function outputWeights(
  { shape, data }: NamedTensors[string],
  r: number,
  path: string,
): { readonly A: Float64Array; readonly outputs: number } {
  const [m = 0] = shape;
  if (shape.length !== 2 || shape[1] !== r || m < 1 || data.length !== m * r || !data.every(Number.isFinite))
    throw misuse(path, `A must hold m rows of ${r} finite numbers, one a row of W`, `[${shape.join(",")}]`);
  return { A: data, outputs: m };
}
