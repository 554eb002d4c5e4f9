import { numberText } from "./number-text.ts";
import type { Prediction } from "./prediction.ts";

/** What a prediction asks for, in symbols: `slope ≤ −1`. */
export function asked(prediction: Prediction): string {
  switch (prediction.form) {
    case "equals":
      return `= ${numberText(prediction.value)}`;
    case "at least":
      return `≥ ${numberText(prediction.bound)}`;
    case "at most":
      return `≤ ${numberText(prediction.bound)}`;
    case "limit":
      return `limit ${{ equals: "=", "at least": "≥", "at most": "≤" }[prediction.side ?? "equals"]} ${numberText(prediction.value)} as ${prediction.over} → 0`;
    case "slope at least":
      return `slope ≥ ${numberText(prediction.exponent)}`;
    case "slope at most":
      return `slope ≤ ${numberText(prediction.exponent)}`;
    case "slope equals":
      return `slope = ${numberText(prediction.exponent)}${prediction.margin === undefined ? "" : ` ± ${numberText(prediction.margin)}`}`;
    case "fraction at least":
      return `fraction ≥ ${numberText(prediction.bound)}`;
    case "fraction at most":
      return `fraction ≤ ${numberText(prediction.bound)}`;
    case "fractions equal":
      return `fractions = ${prediction.to.map(({ hits, of }) => `${hits}/${of}`).join(", ")}`;
    case "fractions increase":
      return `fractions increase: ${prediction.order.join(" < ")}`;
    case "no trend":
      return `|slope in ${prediction.over}| ≤ ${numberText(prediction.margin)}`;
    default:
      return `slope in ${prediction.over} ≤ ${numberText(prediction.margin)}`;
  }
}
