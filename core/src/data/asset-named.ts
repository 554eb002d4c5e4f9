import { misuse } from "@overparam/kernels";
import type { Assets, NamedTensors } from "./tensor.ts";

/** The content of the file that a resolved config names by its hash; Misuse when the host did not hand it over. */
export function assetNamed(assets: Assets, hash: string, what: string): NamedTensors {
  const tensors = assets.get(hash);
  if (tensors === undefined)
    throw misuse(`${what} file`, "its content was not loaded", hash, "give the file that the run was made with again");
  return tensors;
}
