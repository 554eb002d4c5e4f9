import type { Figure, RunRecord, Study, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, lastOf, numberOf } from "../reduce/values.ts";
import { along, banded, groupBy, short } from "./series.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts) => {
  const enough = records.filter((record) => record.config.method === "constrained" && fact(record, "load") >= 1);
  // One run is shown whatever it is.
  const shown = enough.length > 0 ? longest(enough) : records;
  return [...curves(shown, verdicts), ...priceFigure(shown, verdicts), ...limitFigure(records, verdicts)];
};

/** Those of the most steps: the ones behind the claims of convergence. */
function longest(records: readonly RunRecord<Config>[]): readonly RunRecord<Config>[] {
  const steps = records.reduce((most, { config }) => Math.max(most, config.steps), 0);
  return records.filter(({ config }) => config.steps === steps);
}

/** What the judge found on a claim, in one sentence; empty where it was not judged. */
function finding(verdicts: readonly Verdict[], claim: string): string {
  const verdict = verdicts.find((candidate) => candidate.claim === claim);
  if (verdict === undefined) return "";
  const measured = verdict.estimate === null ? "nothing measured" : `measured ${short(verdict.estimate)}`;
  const between = verdict.interval === null ? "" : ` [${short(verdict.interval[0])}, ${short(verdict.interval[1])}]`;
  return ` ${measured.charAt(0).toUpperCase()}${measured.slice(1)}${between}, asked ${verdict.asked}: ${verdict.verdict}.`;
}

/** At most five radii, evenly chosen: more lines are not told apart. */
function some<T>(groups: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(groups.length / 5));
  return groups.filter((_, index) => index % step === 0);
}

function curves(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  if (records.length === 0) return [];
  const groups = some(groupBy(records, (record) => record.config.radius));
  const runs = groups.flatMap(([, own]) => own.map(({ id }) => id));
  const of = (id: string, scale = 1) =>
    groups.flatMap(([radius, own]) => along(`ε = ${short(radius)}`, own, (sample) => scale * numberOf(sample, id)));
  const x = { label: "step k", scale: "log" } as const;
  return [
    {
      id: "loss",
      title: "Error over steps",
      caption: `Mean squared error; median and range over seeds. With m d/2 ≥ n it is rounding where it is flat.${finding(verdicts, "kkt-global")}`,
      runs,
      kind: "lines",
      x,
      y: { label: "mean squared error", scale: "log" },
      series: of("loss", 2),
    },
    {
      id: "kkt-residual",
      title: "Projected gradient over steps",
      caption: `‖u − P(u − ∇_u L)‖ in the scaled variables, zero at KKT points.${finding(verdicts, "convergence")}`,
      runs,
      kind: "lines",
      x,
      y: { label: "projected gradient", scale: "log" },
      series: of("kktResidual"),
    },
  ];
}

function priceFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const groups = groupBy(records, (record) => record.config.radius);
  if (groups.length < 3) return [];
  const rows = groups.map(([radius, own]) => [radius, own.map((record) => numberOf(lastOf(record), "largestWeight"))] as const);
  const [measured] = banded("measured", rows, true);
  if (measured === undefined) return [];
  const [least = 1] = measured.x;
  const [top = 1] = measured.y;
  return [
    {
      id: "price",
      title: "Largest output weight against the radius",
      caption: `max|v| at the end, median and range over seeds, and a line C/ε through the smallest radius.${finding(verdicts, "price")}`,
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "radius ε", scale: "log" },
      y: { label: "max |v|", scale: "log" },
      series: [measured, { label: "C/ε", role: "predicted", x: measured.x, y: measured.x.map((radius) => (top * least) / radius) }],
    },
  ];
}

/** The constrained error at the smallest radius, and what least squares leaves, against the load; the line 1 − x. */
export function limitFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const constrained = records.filter(
    (record) => record.config.method === "constrained" && record.config.start === "mirrored" && fact(record, "limitMse") >= 0,
  );
  const loads = new Set(constrained.map((record) => fact(record, "load")));
  if (loads.size < 2) return [];
  const all = groupBy(constrained, (record) => record.config.radius);
  const small = all.filter(([, own]) => new Set(own.map((record) => fact(record, "load"))).size >= 2);
  const [first] = small;
  if (first === undefined) return [];
  const chosen = [...new Set([first, small.at(-1) ?? first])];
  const rows = (own: readonly RunRecord<Config>[], value: (record: RunRecord<Config>) => number) =>
    groupBy(own, (record) => fact(record, "load")).map(([load, runs]) => [load, runs.map(value)] as const);
  const most = [...loads].reduce((a, b) => Math.max(a, b), 1);
  return [
    {
      id: "limit",
      title: "What is left below the threshold",
      caption: `Mean squared error of random signs against m d/(2n): constrained training, least squares on the start's directions, and the line.${finding(verdicts, "limit-runs")}`,
      runs: constrained.map(({ id }) => id),
      kind: "lines",
      x: { label: "m d/(2n)", scale: "linear" },
      y: { label: "mean squared error", scale: "linear" },
      series: [
        ...chosen.flatMap(([radius, own]) =>
          banded(
            `ε = ${short(radius)}`,
            rows(own, (record) => 2 * numberOf(lastOf(record), "loss")),
            true,
          ),
        ),
        ...banded(
          "least squares",
          rows(first[1], (record) => fact(record, "limitMse")),
          true,
        ),
        { label: "1 − m d/(2n)", role: "predicted", x: [0, 1, ...(most > 1 ? [most] : [])], y: [1, 0, ...(most > 1 ? [0] : [])] },
      ],
    },
  ];
}
