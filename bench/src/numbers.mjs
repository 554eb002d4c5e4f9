import { fold, normal, rootKey } from "@overparam/core";

/** Standard normal numbers times `scale`, the same for every run of the benchmark. */
export function normals(engine, name, length, scale = 1) {
  const out = new Float64Array(length);
  normal(engine.math, fold(rootKey("bench", 1), name), out);
  if (scale !== 1) for (let i = 0; i < length; i++) out[i] *= scale;
  return out;
}
