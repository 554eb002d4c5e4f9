import { numberText } from "./number-text.ts";
import type { Prediction } from "./prediction.ts";

/** What a prediction asks for, in symbols: `slope ≤ −1`. */
export function asked(prediction: Prediction): string {
  switch (prediction.form) {
    case "equals":
      return `= ${text(prediction.value)}`;
    case "at least":
      return `≥ ${text(prediction.bound)}`;
    case "at most":
      return `≤ ${text(prediction.bound)}`;
    case "limit":
      return `limit ${{ equals: "=", "at least": "≥", "at most": "≤" }[prediction.side ?? "equals"]} ${text(prediction.value)} as ${prediction.over} → 0`;
    case "slope at least":
      return `slope ≥ ${text(prediction.exponent)}`;
    case "slope at most":
      return `slope ≤ ${text(prediction.exponent)}`;
    case "slope equals":
      return `slope = ${text(prediction.exponent)}`;
    case "no trend":
      return `|slope in ${prediction.over}| ≤ ${text(prediction.margin)}`;
    default:
      return `slope in ${prediction.over} ≤ ${text(prediction.margin)}`;
  }
}

/** With the typographic minus of a formula. */
function text(x: number): string {
  return numberText(x).replace("-", "−");
}
