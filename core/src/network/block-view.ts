import { misuse } from "@overparam/kernels";
import { block } from "./block.ts";
import type { Layout } from "./layout.ts";

/** The part of θ that a block names, without a copy: writing into it writes into θ. */
export function blockView(layout: Layout, name: string, theta: Float64Array): Float64Array {
  if (theta.length !== layout.size) throw misuse("blockView", `θ must have ${layout.size} entries`, theta);
  const { shape, offset } = block(layout, name);
  return theta.subarray(offset, offset + shape.reduce((product, extent) => product * extent, 1));
}
