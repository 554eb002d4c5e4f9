import { misuse } from "@overparam/kernels";
import { assetNamed } from "./asset-named.ts";
import type { Assets } from "./tensor.ts";

/** Data that came from a file. */
export interface LoadedSamples {
  /** [n,d] row-major. */
  readonly x: Float64Array;
  /** Labels [n], where the file has them. */
  readonly y: Float64Array | undefined;
  /** n. */
  readonly samples: number;
  /** d. */
  readonly inputs: number;
}

/**
 * The inputs of a file that holds x [n,d] and optionally y [n].
 *
 * @param hash what the resolved config holds in place of the path
 * @throws Misuse naming the tensor that is missing, of a wrong shape or value
 */
export function samplesFromAsset(assets: Assets, hash: string): LoadedSamples {
  const tensors = assetNamed(assets, hash, "inputs");
  const { x, y } = tensors;
  if (x === undefined)
    throw misuse("inputs file", "it must hold a tensor x [n,d]", Object.keys(tensors).join(", ") || "no tensors", "name the inputs x");
  const [n = 0, d = 0] = x.shape;
  if (x.shape.length !== 2 || n < 1 || d < 1 || x.data.length !== n * d) {
    throw misuse("inputs file", "x must have shape [n,d] with n, d ≥ 1", `[${x.shape.join(",")}]`, "one row a sample");
  }
  if (y !== undefined && (y.shape.length !== 1 || y.shape[0] !== n || y.data.length !== n)) {
    throw misuse("inputs file", `y must have shape [${n}], one entry a row of x`, `[${y.shape.join(",")}]`);
  }
  for (const [name, tensor] of [["x", x] as const, ["y", y] as const]) {
    const at = tensor?.data.findIndex((entry) => !Number.isFinite(entry)) ?? -1;
    if (at >= 0) throw misuse("inputs file", `${name} must hold finite numbers`, `entry ${at} = ${tensor?.data[at]}`);
  }
  return { x: x.data.slice(), y: y?.data.slice(), samples: n, inputs: d };
}
