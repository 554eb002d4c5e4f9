import type { Elementary, Figure, RunRecord, Series, Study, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf } from "../reduce/values.ts";
import { bands, byStudents, shown } from "./bands.ts";
import { finding, short } from "./finding.ts";
import { localSlopes } from "./local-slope.ts";
import { planeFigure } from "./plane.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...lossFigures(shown(records), verdicts, math),
  ...planeFigure(records),
];

/** The pictures of a set of runs: loss, its local slope, the gradient against it, the potential. */
export function lossFigures(
  records: readonly RunRecord<Config>[],
  verdicts: readonly Verdict[],
  math: Elementary,
  nameOf: (record: RunRecord<Config>) => string = byStudents,
): readonly Figure[] {
  const runs = records.map(({ id }) => id);
  const time = { label: "t = η · iteration", scale: "log" } as const;
  const loss = bands(
    records,
    nameOf,
    (sample) => sample.time,
    (sample) => numberOf(sample, "loss"),
  );
  const slopes = localSlopes(math, records, nameOf);
  const gradient = bands(
    records,
    nameOf,
    (sample) => numberOf(sample, "loss"),
    (sample) => numberOf(sample, "gradientNorm"),
  );
  const potential = bands(
    records,
    nameOf,
    (sample) => sample.time,
    (sample) => numberOf(sample, "potential"),
  );
  return [
    ...powerFigure({
      id: "loss",
      title: "Loss over time",
      x: time,
      y: { label: "loss L", scale: "log" },
      measured: loss,
      power: (t) => 1 / (t * t * t),
      name: "C/t³",
      runs,
      caption: `The dashed line has the slope −3 of Theorems 9 and 14, through the end of the longest curve.${finding(verdicts, "theorem-9", "Slope")}`,
    }),
    ...(slopes.length === 0
      ? []
      : [
          {
            id: "local-slope",
            title: "Local slope of log L against log t",
            caption:
              "Over a quarter of a decade each. With two students or more it comes to −3; where the loss falls exponentially it goes on falling (cut off at −8).",
            runs,
            kind: "lines" as const,
            x: time,
            y: { label: "local slope", scale: "linear" as const },
            series: [...slopes.map(clipped), { label: "−3", role: "predicted" as const, x: ends(slopes), y: [-3, -3] }],
          },
        ]),
    ...powerFigure({
      id: "gradient",
      title: "Gradient against loss",
      x: { label: "loss L", scale: "log" },
      y: { label: "‖∇L‖", scale: "log" },
      measured: gradient,
      power: (x) => math.power(x, 2, 3),
      name: "C L^(2/3)",
      runs,
      caption: `The dashed line has the power 2/3 of Theorem 7.${finding(verdicts, "theorem-7", "Power")}`,
    }),
    ...powerFigure({
      id: "potential",
      title: "Disagreement across the teacher",
      x: time,
      y: { label: "Z = Σ ‖z_i − z_j‖", scale: "log" },
      measured: potential,
      power: (t) => 1 / t,
      name: "C/t",
      runs,
      caption: `The dashed line has the slope −1.${finding(verdicts, "potential-rate", "Slope")}`,
    }),
  ];
}

interface Power {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: { readonly label: string; readonly scale: "linear" | "log" };
  readonly y: { readonly label: string; readonly scale: "linear" | "log" };
  readonly measured: readonly Series[];
  readonly power: (x: number) => number;
  readonly name: string;
  readonly runs: readonly string[];
}

/** Measured curves, and the predicted power through the asymptotic end of the longest, over the last two decades of it. */
function powerFigure({ id, title, caption, x, y, measured, power, name, runs }: Power): readonly Figure[] {
  if (measured.length === 0) return [];
  const endOf = ({ x: xs }: Series): number => xs.at(-1) as number;
  const rising = measured.some(({ x: xs }) => (xs.at(-1) as number) > (xs[0] as number));
  const first = measured.reduce((a, b) => ((rising ? endOf(b) > endOf(a) : endOf(b) < endOf(a)) ? b : a));
  const last = first.x.length - 1;
  const end = first.x[last] as number;
  const constant = (first.y[last] as number) / power(end);
  const before = first.x[0] as number;
  const from = before < end ? Math.max(before, end / 100) : Math.min(before, end * 1e6);
  const predicted: Series = {
    label: `${name}, C = ${short(constant)}`,
    role: "predicted",
    x: [from, end],
    y: [constant * power(from), constant * power(end)],
  };
  return [{ id, title, caption, runs, kind: "lines", x, y, series: [...measured, predicted] }];
}

/** Slopes below −8 are those of an exponential; the picture is about −3. */
function clipped(series: Series): Series {
  return { ...series, y: series.y.map((slope) => Math.max(-8, slope)) };
}

function ends(series: readonly Series[]): readonly [number, number] {
  const all = series.flatMap(({ x }) => x);
  return [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
}
