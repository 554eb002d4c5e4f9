import type { Elementary, Figure, RunRecord, Sample, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { entryOf, largestOf, numberOf } from "../reduce/values.ts";
import { bands, longest } from "./by-width.ts";
import { finding, short } from "./finding.ts";

interface Statement {
  readonly id: string;
  readonly title: string;
  readonly label: string;
  readonly claim: string;
  /** The exponent as a fraction with denominator 2^a·3^b, and how it is written. */
  readonly power: readonly [number, number];
  readonly name: string;
  /** Is the predicted line a lower or an upper bound? */
  readonly side: "below" | "above";
  readonly value: (sample: Sample) => number;
}

const statements: readonly Statement[] = [
  {
    id: "gradient",
    title: "Gradient against loss",
    label: "‖∇L‖",
    claim: "theorem-4",
    power: [1, 1],
    name: "Theorem 4: κ L",
    side: "below",
    value: (sample) => numberOf(sample, "gradientNorm"),
  },
  {
    id: "half-angles",
    title: "Angle that holds half of a teacher's mass",
    label: "largest angle, rad",
    claim: "lemma-9",
    power: [1, 3],
    name: "Lemma 9: C L^(1/3)",
    side: "above",
    value: (sample) => largestOf(sample, "halfAngles"),
  },
  {
    id: "average-errors",
    title: "Distance of the average neurons from their teachers",
    label: "max ‖v_i‖",
    claim: "lemma-10",
    power: [3, 8],
    name: "Lemma 10: C L^(3/8)",
    side: "above",
    value: (sample) => largestOf(sample, "averageErrors"),
  },
  {
    id: "direction-part",
    title: "Part of the residual from single directions",
    label: "‖R₂‖²",
    claim: "lemma-12-norm",
    power: [3, 4],
    name: "Lemma 12: C L^(3/4)",
    side: "above",
    value: (sample) => entryOf(sample, "residualNorms", 1),
  },
  {
    id: "spread",
    title: "Squared angles, weighted by mass",
    label: "Σ ‖w_j‖² δ_j²",
    claim: "lemma-c6",
    power: [1, 2],
    name: "Lemma C.6: C L^(1/2)",
    side: "above",
    value: (sample) => numberOf(sample, "spread"),
  },
];

/** Quantities against the loss, each with the power that the paper gives and the constant that these runs need. */
export function againstLoss(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const shown = longest(records);
  return statements.flatMap(({ id, title, label, claim, power: [numerator, denominator], name, side, value }): readonly Figure[] => {
    const measured = bands(shown, (sample) => numberOf(sample, "loss"), value);
    if (measured.length === 0) return [];
    const losses = measured.flatMap((series) => series.x);
    const ends = [losses.reduce((a, b) => Math.min(a, b)), losses.reduce((a, b) => Math.max(a, b))];
    const constants = measured.flatMap(({ x, y }) => x.map((loss, k) => (y[k] as number) / math.power(loss, numerator, denominator)));
    const constant = constants.reduce((a, b) => (side === "below" ? Math.min(a, b) : Math.max(a, b)));
    return [
      {
        id,
        title,
        caption: `The constant that these runs need is ${short(constant)}.${finding(verdicts, claim, "Power")}`,
        runs: shown.map((record) => record.id),
        kind: "lines",
        x: { label: "loss L", scale: "log" },
        y: { label, scale: "log" },
        series: [
          ...measured,
          { label: name, role: "predicted", x: ends, y: ends.map((loss) => constant * math.power(loss, numerator, denominator)) },
        ],
      },
    ];
  });
}
