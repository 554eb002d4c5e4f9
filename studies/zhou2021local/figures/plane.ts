import type { Figure, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";

type Point = readonly [number, number];

/** A panel of the plane: students at ‖w_j‖ w_j, so that those of a group add up to its teacher. */
export function panel(title: string, record: RunRecord<Config>) {
  const seen = record.samples.flatMap((sample) => {
    const rows = points(sample);
    return rows.length === 0 ? [] : [rows];
  });
  const last = seen.at(-1) ?? [];
  return {
    title,
    teachers: teachersOf(record),
    students: last,
    paths: last.map((_, j) => seen.flatMap((rows): readonly Point[] => (rows[j] === undefined ? [] : [rows[j]]))),
  };
}

/** The neurons of a run in the plane, from their start to their end. */
export function planeFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1 || record.facts["d"] !== 2) return [];
  return [
    {
      id: "plane",
      title: "Students in the plane",
      caption: "Every student at ‖w‖w from start to end; teachers as arrows. A student and its opposite are the same neuron.",
      runs: [record.id],
      kind: "plane",
      panels: [panel(`m = ${String(record.facts["m"])}`, record)],
    },
  ];
}

function points(sample: Sample): readonly Point[] {
  const value = sample.values["positions"];
  if (!Array.isArray(value)) return [];
  const w = value as readonly number[];
  return Array.from({ length: w.length / 2 }, (_, j): Point => {
    const x = w[2 * j] as number;
    const y = w[2 * j + 1] as number;
    const norm = Math.sqrt(x * x + y * y);
    return [norm * x, norm * y];
  });
}

function teachersOf(record: RunRecord<Config>): readonly Point[] {
  const rows = record.facts["teacher"];
  if (!Array.isArray(rows)) return [];
  const w = rows as readonly number[];
  return Array.from({ length: w.length / 2 }, (_, i): Point => [w[2 * i] as number, w[2 * i + 1] as number]);
}
