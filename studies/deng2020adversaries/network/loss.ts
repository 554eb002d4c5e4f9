import type { Elementary } from "@overparam/core";

/** A loss of one output, with its derivatives in f. */
export interface OutputLoss {
  value(f: number, y: number): number;
  slope(f: number, y: number): number;
  bend(f: number, y: number): number;
}

/** (f − y)²/2. */
const squared: OutputLoss = { value: (f, y) => ((f - y) * (f - y)) / 2, slope: (f, y) => f - y, bend: () => 1 };

/** The squared loss, or log(1 + exp(−y f)) for labels of size 1. */
export function lossOf(math: Elementary, name: "squared" | "logistic"): OutputLoss {
  if (name === "squared") return squared;
  return {
    value: (f, y) => math.softplus(-y * f),
    slope: (f, y) => -y * math.sigmoid(-y * f),
    bend: (f, y) => y * y * math.sigmoid(f) * math.sigmoid(-f),
  };
}
