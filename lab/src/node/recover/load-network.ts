import { misuse, type PlainNetwork, teacherFromAsset } from "@overparam/core";
import { loadAsset } from "../asset/load-asset.ts";

/** A network file: W [r,d], and a [r] (all 1 where the file has none). */
export interface LoadedNetwork extends PlainNetwork {
  readonly hash: string;
  readonly path: string;
  readonly inputs: number;
}

/**
 * A teacher network from .npz, .safetensors or .npy.
 *
 * @errors one sentence: no such file, damaged, no W, biases, shapes that do not fit
 */
export function loadNetwork(path: string): LoadedNetwork {
  const { hash, tensors } = loadAsset(path);
  if (tensors.W === undefined && tensors.x !== undefined)
    throw misuse(path, "a network file holds W [r,d]", "samples", "give samples without --teacher");
  const { directions, weights, inputs } = teacherFromAsset(new Map([[hash, tensors]]), hash, { a: "any" });
  return { hash, path, W: directions, a: weights, inputs };
}
