import type { Figure, RunRecord, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf, resolved } from "../reduce/values.ts";
import { bandOverWidth, byWidth } from "./by-width.ts";
import { finding } from "./finding.ts";

const largest = (record: RunRecord<Config>, value: (sample: RunRecord<Config>["samples"][number]) => number): number =>
  resolved(record).reduce((most, sample) => Math.max(most, value(sample)), 0);

/** Movement and gradient ratios against the width. */
export function overWidth(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const shown = records.filter(({ config }) => config.loss === "squared" && config.batch === 0 && !config.linearised);
  if (byWidth(shown).length < 3) return [];
  const runs = shown.map(({ id }) => id);
  const move = bandOverWidth("max ‖W − W(0)‖", shown, (record) => largest(record, (sample) => numberOf(sample, "movement")));
  const [first] = move;
  const line = first === undefined ? [] : [first.x[0] as number, first.x.at(-1) as number];
  return [
    {
      id: "movement",
      title: "How far the weights move",
      caption: `Median and 10–90 % over seeds.${finding(verdicts, "movement", "Power of m")}`,
      runs,
      kind: "lines",
      x: { label: "width m", scale: "log" },
      y: { label: "largest ‖W − W(0)‖_F", scale: "log" },
      series: [
        ...move,
        { label: "m^(−1/2)", role: "predicted", x: line, y: line.map((m) => (first?.y[0] as number) * Math.sqrt((line[0] as number) / m)) },
      ],
    },
    {
      id: "gradient-ratios",
      title: "Squared gradient over the loss, in the units of its bounds",
      caption: `Worst of every run.${finding(verdicts, "gradient-lower", "Lower bound")}${finding(verdicts, "gradient-upper", "Upper bound")}`,
      runs,
      kind: "lines",
      x: { label: "width m", scale: "log" },
      y: { label: "ratio", scale: "log" },
      series: [
        ...bandOverWidth("least ‖∇F‖² d n²/(F δ m)", shown, (record) => {
          const worst = largest(
            record,
            (sample) => numberOf(sample, "loss") / (numberOf(sample, "gradientNorm") * numberOf(sample, "gradientNorm")),
          );
          return (fact(record, "outputs") * fact(record, "n") * fact(record, "n")) / (worst * fact(record, "delta") * fact(record, "m"));
        }),
        ...bandOverWidth("largest ‖∇F‖² d/(F L n m)", shown, (record) => {
          const worst = largest(
            record,
            (sample) => (numberOf(sample, "gradientNorm") * numberOf(sample, "gradientNorm")) / numberOf(sample, "loss"),
          );
          return (worst * fact(record, "outputs")) / (fact(record, "L") * fact(record, "n") * fact(record, "m"));
        }),
      ],
    },
  ];
}
