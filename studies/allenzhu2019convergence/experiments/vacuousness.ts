import type { Experiment, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/values.ts";
import { seeds } from "../trials.ts";

const sizes = {
  smoke: { samples: [2, 4], widths: [1, 2, 4, 8, 16], draws: 1, steps: 300 },
  default: { samples: [2, 4, 8, 16, 32], widths: [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128], draws: 5, steps: 5000 },
  full: {
    samples: [2, 4, 8, 16, 32, 64, 128],
    widths: [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384],
    draws: 10,
    steps: 20_000,
  },
} as const;

/** Does a run reach a thousandth of its start's loss? */
const works = ({ outcome }: RunRecord<Config>): boolean => outcome.kind === "reached";

/** The width that the theorem asks for beside the smallest that works. */
export const vacuousness: Experiment<Config> = {
  id: "vacuousness",
  title: "The theorem's width, and the smallest that works",
  says: "How far the width that the theorem asks for is from the smallest at which gradient descent fits these samples.",
  trials: (config, seed) => {
    const { samples, widths, draws, steps } = sizes[config.scale];
    return samples.flatMap((n) =>
      seeds(seed, draws).flatMap((draw) =>
        widths.map((width) => ({
          config: {
            ...config,
            samples: n,
            inputs: Math.max(config.inputs, 16),
            width,
            separation: 0.25,
            steps,
            every: steps,
            stopLoss: 1e-3,
            step: 0.5,
          },
          seed: draw,
        })),
      ),
    );
  },
  figures: (records, math) => {
    const counts = [...new Set(records.map((record) => fact(record, "n")))].toSorted((a, b) => a - b);
    const rows = counts.flatMap((n) => {
      const own = records.filter((record) => fact(record, "n") === n);
      const [first] = own;
      if (first === undefined) return [];
      const draws = [...new Set(own.map(({ seed }) => seed))];
      // The smallest width from which on every run of every seed works.
      const widths = [...new Set(own.map((record) => fact(record, "m")))].toSorted((a, b) => a - b);
      const failing = widths.filter((m) => own.some((record) => fact(record, "m") === m && !works(record)));
      const smallest = widths.find((m) => m > (failing.at(-1) ?? 0));
      return [{ n, L: fact(first, "L"), d: fact(first, "outputs"), delta: fact(first, "delta"), smallest, draws: draws.length }];
    });
    if (rows.length === 0) return [];
    const ten = math.log(10);
    const decades = (value: number): number => value / ten;
    const theorem = (of: (row: (typeof rows)[number]) => number, label: string): Series => ({
      label,
      role: "predicted",
      marks: true,
      x: rows.map(({ n }) => n),
      y: rows.map((row) => decades(of(row))),
    });
    const found = rows.filter(({ smallest }) => smallest !== undefined);
    const last = found.at(-1);
    const gap =
      last === undefined
        ? ""
        : ` At n = ${last.n} the theorem asks for 10^${Math.round(decades(theirs(math.log, last)))}, ${last.smallest} units work.`;
    return [
      {
        id: "vacuousness",
        title: "Width that the theorem asks for, and width that works",
        caption: `Decades of width; constants of the theorems are taken as 1. It works where every run of ${rows[0]?.draws} seeds falls to a thousandth of its loss, and so at all larger widths tried.${gap}`,
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "samples n", scale: "log" },
        y: { label: "log10 of the width m", scale: "linear" },
        series: [
          theorem((row) => theirs(math.log, row), "theorem: n^24 L^12 δ^−8 d"),
          theorem(({ n, L, delta }) => 8 * math.log(n) + 12 * math.log(L) - 4 * math.log(delta), "Zou, Gu: n^8 L^12 δ^−4"),
          {
            label: "smallest that works",
            role: "measured",
            marks: true,
            x: found.map(({ n }) => n),
            y: found.map(({ smallest }) => decades(math.log(smallest as number))),
          },
        ],
      },
    ];
  },
};

function theirs(log: (x: number) => number, { n, L, delta, d }: { n: number; L: number; delta: number; d: number }): number {
  return 24 * log(n) + 12 * log(L) - 8 * log(delta) + log(d);
}
