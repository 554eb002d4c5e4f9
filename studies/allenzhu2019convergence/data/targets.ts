import { type Elementary, fold, type Key, permutation, sphere } from "@overparam/core";
import type { Config } from "../config.ts";

/** Targets of drawn inputs: random unit vectors, or classes in a random order of which the first two samples have different ones. */
export function drawTargets(
  math: Elementary,
  key: Key,
  { samples: n, outputs, labels }: Pick<Config, "samples" | "outputs" | "labels">,
): { readonly y: Float64Array; readonly classes: readonly number[] | undefined } {
  const y = new Float64Array(n * outputs);
  if (labels === "random") {
    sphere(math, fold(key, "targets"), outputs, y);
    return { y, classes: undefined };
  }
  const order = permutation(fold(key, "classes"), outputs);
  const classes = Array.from({ length: n }, (_, i) => order[i % outputs] as number);
  return { y: oneHot(classes, outputs), classes };
}

/** A 1 at each sample's class, [n,K]. */
export function oneHot(classes: readonly number[], outputs: number): Float64Array {
  const y = new Float64Array(classes.length * outputs);
  classes.forEach((index, i) => (y[i * outputs + index] = 1));
  return y;
}
