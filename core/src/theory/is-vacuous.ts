import type { Prediction } from "./prediction.ts";

/** Is the bound so loose that no value the quantity can take would break it? */
export function isVacuous(prediction: Prediction): boolean {
  if (prediction.form === "fraction at least") return prediction.bound <= 0;
  if (prediction.form === "fraction at most") return prediction.bound >= 1;
  const { range } = prediction;
  if (range === undefined) return false;
  const [low, high] = range;
  switch (prediction.form) {
    case "at least":
      return prediction.bound <= low;
    case "at most":
      return prediction.bound >= high;
    case "slope at least":
      return prediction.exponent <= low;
    case "slope at most":
      return prediction.exponent >= high;
    case "limit":
      return (prediction.side === "at least" && prediction.value <= low) || (prediction.side === "at most" && prediction.value >= high);
    case "no trend":
      return -prediction.margin <= low && prediction.margin >= high;
    case "no growth":
      return prediction.margin >= high;
    default:
      return low === high;
  }
}
