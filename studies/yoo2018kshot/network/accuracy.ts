import type { Labelled } from "../data/images.ts";
import { type Classifier, forward } from "./classifier.ts";

/** The part of the images whose largest logit is that of their class; of equal ones the first counts. */
export function accuracyOf(network: Classifier, theta: Float64Array, { x, y }: Labelled): number {
  const logits = forward(network, theta, x).at(-1) as Float64Array;
  const { classes } = network;
  let right = 0;
  for (let s = 0; s < y.length; s++) {
    let best = 0;
    for (let c = 1; c < classes; c++) if ((logits[s * classes + c] as number) > (logits[s * classes + best] as number)) best = c;
    if (best === y[s]) right += 1;
  }
  return right / y.length;
}
