import type { Recovery } from "@overparam/core";
import { formatNumber, type NumberStyle } from "../report/format-number.ts";

/** One or two sentences on what was found, for a terminal (`plain`) or a page. */
export function recoveryWords(recovery: Recovery, style: NumberStyle = {}): string {
  const { verdict, reason, width, activation, heldOutError, floor, noise, scale, pairs } = recovery;
  const number = (value: number): string => formatNumber(value, style);
  const kind = activation === "abs" ? "|x|" : "ReLU";
  const neurons = `${width} ${kind} neuron${width === 1 ? "" : "s"}`;
  const sided = pairs === 0 ? "" : `, ${pairs === 1 ? "one line" : `${pairs} lines`} with a neuron on either side`;
  switch (verdict) {
    case "exact":
      return `Recovered exactly: ${neurons}${sided}. Error on held-out samples ${number(heldOutError)}, where rounding alone allows ${number(floor)}.`;
    case "noisy":
      return `Recovered up to noise: ${neurons}${sided}, and noise of standard deviation ${number(noise)}; ${reason}. Error on held-out samples ${number(heldOutError)}.`;
    case "ambiguous":
      return `Not decided: ${reason}. One of the networks has ${neurons}${sided}; error on held-out samples ${number(heldOutError)}.`;
    case "none":
      return `Not recovered: ${reason}. The best network has ${neurons}, with an error of ${number(heldOutError)} on held-out samples, where the targets have a root mean square of ${number(scale)}.`;
  }
}
