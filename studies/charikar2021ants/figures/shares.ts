import type { Figure, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { entryOf, numberOf, shareOf } from "../reduce.ts";

/** Most curves of one figure. */
const most = 8;

/** Shares at the source against the step, of one run. */
export function sharesFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1) return [];
  const shares = record.samples.at(-1)?.values["sourceShares"];
  if (!Array.isArray(shares)) return [];
  const last = shares as readonly number[];
  const x = record.samples.map(({ iteration }) => iteration);
  const twoPaths = typeof record.facts["muA"] === "number";
  const series: readonly Series[] = twoPaths
    ? (["A", "B"] as const).map((path) => ({
        label: `path ${path}`,
        role: "measured",
        x,
        y: record.samples.map((sample) => shareOf(record, sample, path)),
      }))
    : Array.from(last.keys())
        .sort((a, b) => (last[b] as number) - (last[a] as number) || a - b)
        .slice(0, most)
        .map((k) => ({ label: "", role: "measured", x, y: record.samples.map((sample) => entryOf(sample, "sourceShares", k)) }));
  const drawn: readonly Extract<Figure, { readonly kind: "lines" }>[] = [
    {
      id: "shares",
      title: "Shares at the nest",
      caption: `The predicted path has ${String(record.facts["targetEdges"])} edges. ${record.outcome.says}`,
      runs: [record.id],
      kind: "lines",
      x: { label: "step t", scale: "linear" },
      y: { label: "share of the flow", scale: "linear" },
      series,
    },
    {
      id: "offTarget",
      title: "Share off the predicted path",
      caption: "The largest share that a node of the predicted path sends off it, or takes back from elsewhere.",
      runs: [record.id],
      kind: "lines",
      x: { label: "step t", scale: "linear" },
      y: { label: "share", scale: "log" },
      series: [off(record)].filter(({ x: steps }) => steps.length > 1),
    },
  ];
  return drawn.filter((figure) => figure.series.length > 0);
}

function off(record: RunRecord<Config>): Series {
  const points = record.samples.map((sample) => [sample.iteration, numberOf(sample, "offTarget")] as const).filter(([, y]) => y > 0);
  return { label: "measured", role: "measured", x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}
