import type { Figure, RunRecord, Series, Study, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf } from "../reduce.ts";

/** Most curves of one figure. */
const most = 10;

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...errorFigure(records, verdicts, math.power.bind(math)),
  ...gapFigure(records),
];

/** Error of the rows against the samples, and the slope −1/2. */
export function errorFigure(
  records: readonly RunRecord<Config>[],
  verdicts: readonly Verdict[],
  power: (x: number, numerator: number, denominator: number) => number,
): readonly Figure[] {
  const shown = records.filter(({ samples }) => samples.filter(({ time }) => time > 0).length >= 4);
  const groups = new Map<string, RunRecord<Config>>();
  for (const record of shown) {
    const { learner, law, noise, shift, inputs, neurons } = record.config;
    const name = `${learner === "gradient" ? "gradient, " : ""}${String(record.facts["law"] ?? law)}${noise > 0 ? `, noise ${noise}` : ""}${shift > 0 ? `, shift ${shift}` : ""}, d = ${inputs}, k = ${neurons}`;
    if (!groups.has(name)) groups.set(name, record);
  }
  const series = [...groups].slice(0, most).flatMap(([label, record]): readonly Series[] => {
    const points = record.samples
      .map((sample) => [sample.time, numberOf(sample, "meanRowError")] as const)
      .filter(([x, y]) => x > 0 && y > 0);
    return points.length < 2
      ? []
      : [{ label: groups.size === 1 ? "error" : label, role: "measured", x: points.map(([x]) => x), y: points.map(([, y]) => y) }];
  });
  const [first] = series;
  if (first === undefined) return [];
  const [end, last] = [first.x.at(-1) as number, first.y.at(-1) as number];
  const begin = first.x[0] as number;
  const found = verdicts.find(({ claim }) => claim === "sample-rate");
  const told =
    found?.estimate === undefined || found.estimate === null
      ? ""
      : ` Slope ${found.estimate.toPrecision(3).replace("-", "−")}, asked ${found.asked}: ${found.verdict}.`;
  return [
    {
      id: "meanRowError",
      title: "Error of the recovered rows",
      caption: `Root mean square over neurons, one run of each kind.${told}`,
      runs: [...groups.values()].slice(0, most).map(({ id }) => id),
      kind: "lines",
      x: { label: "samples n", scale: "log" },
      y: { label: "error of W", scale: "log" },
      series: [
        ...series,
        ...(first.x.length > 1 && records.some(({ config }) => config.learner === "moments")
          ? [{ label: "slope −1/2", role: "predicted" as const, x: [begin, end], y: [last * power(end / begin, 1, 2), last] }]
          : []),
      ],
    },
  ];
}

/** The singular values that decide, of one run. */
function gapFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1) return [];
  const curve = (id: string, label: string): readonly Series[] => {
    const points = record.samples.map((sample) => [sample.time, numberOf(sample, id)] as const).filter(([x, y]) => x > 0 && y > 0);
    return points.length < 2 ? [] : [{ label, role: "measured", x: points.map(([x]) => x), y: points.map(([, y]) => y) }];
  };
  const series = [...curve("gap", "σ_{k+1}(T)"), ...curve("residual", "‖T svec(zzᵀ)‖"), ...curve("heldOut", "held-out error")];
  if (series.length === 0) return [];
  return [
    {
      id: "gap",
      title: "The null space of T",
      caption: "Its directions are found while the singular value next to it stays away from what is left of T at them.",
      runs: [record.id],
      kind: "lines",
      x: { label: "samples n", scale: "log" },
      y: { label: "size", scale: "log" },
      series,
    },
  ];
}
