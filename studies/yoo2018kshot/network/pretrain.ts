import { type Elementary, fold, type Key } from "@overparam/core";
import type { Labelled } from "../data/images.ts";
import { groupedDescent } from "../grouped-descent.ts";
import { type Classifier, drawClassifier, rowsOf } from "./classifier.ts";
import { hybridLoss } from "./hybrid-loss.ts";

/** Hidden layers after so many Adam steps (η = 0.02) on the base classes, the head replaced by one of zeros for the new classes. */
export function pretrained(
  math: Elementary,
  key: Key,
  { inputs, widths, classes }: Classifier,
  base: Labelled,
  baseClasses: number,
  steps: number,
): Float64Array {
  const before: Classifier = { inputs, widths, classes: baseClasses };
  const objective = hybridLoss(math, before, base, { weight: 0, margin: 0 });
  const descent = groupedDescent({ rule: "adam", step: 0.02, weightDecay: 0, share: () => {} });
  const problem = { objective, start: drawClassifier(math, fold(key, "weights"), before) };
  const { state } = descent.advance(problem, descent.init(problem, key), steps, { value: Number.NEGATIVE_INFINITY });
  const rows = rowsOf({ inputs, widths, classes });
  const head = rows.at(-1) as (typeof rows)[number];
  const theta = new Float64Array(head.offset + head.neurons * head.fanIn);
  theta.set(state.theta.subarray(0, head.offset));
  return theta;
}
