import type { Elementary, Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { hiddenFamily } from "../family/hidden.ts";
import { lowestFamily } from "../family/lowest.ts";

const sizes = [6, 8, 10, 15, 20, 30, 50, 80, 120, 200, 400, 700, 1000] as const;

/** k L of the lowest family and L of the S_k family against k, with their limits. */
export function familyFigures(records: readonly RunRecord<Config>[], math: Elementary): readonly Figure[] {
  const runs = records.map(({ id }) => id);
  const k = { label: "teachers k", scale: "log" } as const;
  const last = sizes.at(-1) as number;
  return [
    {
      id: "lowest-family",
      title: "Lowest family: k L",
      caption: "By reduced coordinates; k L tends to 1/2 − 2/π² = 0.29736.",
      runs,
      kind: "lines",
      x: k,
      y: { label: "k L", scale: "linear" },
      series: [
        { label: "S_{k−1} × S_1", role: "measured", marks: true, x: [...sizes], y: sizes.map((n) => n * lowestFamily(math, n).loss) },
        { label: "1/2 − 2/π²", role: "predicted", x: [sizes[0], last], y: [0.29735763271532445, 0.29735763271532445] },
      ],
    },
    {
      id: "hidden-family",
      title: "S_k family: L",
      caption: "By reduced coordinates; L tends to 1/2 − 1/π = 0.18169.",
      runs,
      kind: "lines",
      x: k,
      y: { label: "L", scale: "linear" },
      series: [
        { label: "S_k", role: "measured", marks: true, x: [...sizes], y: sizes.map((n) => hiddenFamily(math, n).loss) },
        { label: "1/2 − 1/π", role: "predicted", x: [sizes[0], last], y: [0.1816901138162093, 0.1816901138162093] },
      ],
    },
  ];
}
