import type { Recovery } from "@overparam/core";
import { writeNpz } from "../format/npz.ts";
import { writeOnnx } from "../format/onnx.ts";
import { writeSafetensors } from "../format/safetensors.ts";

/** A network file by its name. */
export interface NetworkFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The network of a recovery in three formats: `.safetensors` and `.npz` with W [r,d] and a [r] (A [m,r] of several outputs), `.onnx` as a model that runs.
 *
 * The files are called `network` where it is claimed, and `approximation` where it is not. A network without neurons has no file.
 */
export function recoveryFiles(recovery: Recovery, id: string): readonly NetworkFile[] {
  const { W, a, A, inputs, activation, width, verdict, heldOutError, noise } = recovery;
  if (width === 0) return [];
  const name = verdict === "none" ? "approximation" : "network";
  const tensors = {
    W: { shape: [width, inputs], data: W },
    ...(A === undefined ? { a: { shape: [width], data: a } } : { A: { shape: [A.length / width, width], data: A } }),
  };
  const metadata = {
    activation,
    verdict,
    heldOutError: String(heldOutError),
    ...(verdict === "noisy" ? { noise: String(noise) } : {}),
    recovery: id,
  };
  return [
    { name: `${name}.safetensors`, bytes: writeSafetensors(tensors, metadata) },
    { name: `${name}.npz`, bytes: writeNpz(tensors) },
    { name: `${name}.onnx`, bytes: writeOnnx({ activation, inputs, W, a, ...(A === undefined ? {} : { A }) }, metadata) },
  ];
}
