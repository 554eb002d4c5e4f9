import { type DeepNetwork, type Elementary, misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { normal } from "../random/normal.ts";
import { deepLayout } from "./deep-layout.ts";
import { type EntryVariances, forwardVariances } from "./entry-variances.ts";

/**
 * A start θ of a deep network: independent Gaussian entries, each block from a key of its own.
 *
 * @param variances those of allenzhu2019convergence by default
 * @cost one normal number an entry
 */
export function deepStart(
  math: Elementary,
  key: Key,
  network: DeepNetwork,
  variances: EntryVariances = forwardVariances(network),
): Float64Array {
  const layout = deepLayout(network);
  const theta = new Float64Array(layout.size);
  layout.blocks.forEach(({ name, shape, offset }, index) => {
    const variance = index === 0 ? variances.first : name === "B" ? variances.output : variances.hidden;
    if (!(variance >= 0 && Number.isFinite(variance))) throw misuse("deepStart", `the variance of ${name} must be a number ≥ 0`, variance);
    const entries = theta.subarray(offset, offset + shape.reduce((product, side) => product * side, 1));
    normal(math, fold(key, name), entries);
    const scale = Math.sqrt(variance);
    for (let i = 0; i < entries.length; i++) entries[i] = scale * (entries[i] as number);
  });
  return theta;
}
