import { fold, normal, rootKey, uniform } from "@overparam/core";

/** Standard normal numbers times `scale`, the same for every run of the benchmark. */
export function normals(engine, name, length, scale = 1) {
  const out = new Float64Array(length);
  normal(engine.math, fold(rootKey("bench", 1), name), out);
  if (scale !== 1) for (let i = 0; i < length; i++) out[i] *= scale;
  return out;
}

/** Numbers spread evenly from `low` to `high`, the same for every run of the benchmark. */
export function uniforms(name, length, low, high) {
  const out = new Float64Array(length);
  uniform(fold(rootKey("bench", 1), name), out);
  for (let i = 0; i < length; i++) out[i] = low + (high - low) * out[i];
  return out;
}
