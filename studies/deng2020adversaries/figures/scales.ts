import type { Elementary, Figure, RunRecord, Verdict } from "@overparam/core";
import { shareOfTwo } from "../claims/two-maxima.ts";
import type { Config } from "../config.ts";
import { maximaOf } from "../reduce/maxima.ts";
import { fact } from "../reduce/read.ts";
import { finding } from "./finding.ts";

/** Share of networks with two maxima against the scale, and the Gaussian law. */
export function sharesFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const counted = records.filter(
    ({ config }) =>
      config.scenario === "ascent" &&
      config.loss === "squared" &&
      config.domain === "sphere" &&
      config.starts > 1 &&
      config.label === 1 &&
      config.ratio === 0.5,
  );
  const [first] = counted;
  const found = [...new Set(counted.map((record) => fact(record, "scale")))].sort((a, b) => a - b);
  if (first === undefined || found.length < 2) return [];
  const share = (scale: number): number => {
    const runs = counted.filter((record) => fact(record, "scale") === scale);
    return runs.filter((record) => maximaOf(record) === 2).length / runs.length;
  };
  return [
    {
      id: "shares",
      title: "Networks with two local maxima",
      caption: `Radius half of the input, ${counted.length} networks.${finding(verdicts, "two-maxima", "Law")}${finding(verdicts, "count", "Criterion")}`,
      runs: counted.map(({ id }) => id),
      kind: "lines",
      x: { label: "input scale ‖x‖", scale: "log" },
      y: { label: "share with two maxima", scale: "linear" },
      series: [
        { label: "measured", role: "measured", marks: true, x: found, y: found.map(share) },
        {
          label: "P(ε‖∇f‖ > |f − y|)",
          role: "predicted",
          x: found,
          y: found.map((scale) => shareOfTwo(math, first.config.activation, scale, fact(first, "d"))),
        },
      ],
    },
  ];
}
