import type { Engine } from "@overparam/kernels";
import type { Assets } from "../data/tensor.ts";
import type { Key } from "../random/key.ts";

/** What a study is handed to set up a run. */
export interface Context {
  readonly engine: Engine;
  /** Root key of the run, made from the seed and the study's id. */
  readonly key: Key;
  readonly assets: Assets;
}
