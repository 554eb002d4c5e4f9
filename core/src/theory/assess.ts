import { type Elementary, misuse } from "@overparam/kernels";
import { assessFractions } from "./assess-fractions.ts";
import { assessLimit } from "./assess-limit.ts";
import { assessSlope } from "./assess-slope.ts";
import { assessTrend } from "./assess-trend.ts";
import { assessValues } from "./assess-values.ts";
import type { Assessment } from "./assessment.ts";
import type { Count, Curve, Evidence, Measured } from "./evidence.ts";
import type { Prediction } from "./prediction.ts";

/** What evidence says of a prediction, by the rule of its form; Misuse when the evidence is of the wrong kind. */
export function assess(math: Elementary, claim: string, prediction: Prediction, evidence: Evidence): Assessment {
  switch (prediction.form) {
    case "equals":
    case "at least":
    case "at most":
      return assessValues(math, prediction, valuesOf(claim, prediction, evidence));
    case "limit":
      return assessLimit(math, prediction, valuesOf(claim, prediction, evidence));
    case "no trend":
    case "no growth":
      return assessTrend(math, prediction, valuesOf(claim, prediction, evidence));
    case "fraction at least":
    case "fraction at most":
    case "fractions equal":
    case "fractions increase":
      return assessFractions(math, claim, prediction, countsOf(claim, prediction, evidence));
    default:
      return assessSlope(math, prediction, curvesOf(claim, prediction, evidence));
  }
}

function valuesOf(claim: string, prediction: Prediction, evidence: Evidence): readonly Measured[] {
  if (evidence.kind === "values") return evidence.values;
  throw misuse(claim, `"${prediction.form}" is judged on values`, evidence.kind, "let reduce return values");
}

function curvesOf(claim: string, prediction: Prediction, evidence: Evidence): readonly Curve[] {
  if (evidence.kind === "curves") return evidence.curves;
  throw misuse(claim, `"${prediction.form}" is judged on curves`, evidence.kind, "let reduce return curves");
}

function countsOf(claim: string, prediction: Prediction, evidence: Evidence): readonly Count[] {
  if (evidence.kind === "counts") return evidence.counts;
  throw misuse(claim, `"${prediction.form}" is judged on counts`, evidence.kind, "let reduce return counts");
}
