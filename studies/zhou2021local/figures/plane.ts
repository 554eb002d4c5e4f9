import type { Figure, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";

type Point = readonly [number, number];

/** A panel of the plane: every student at w_j, on the side of the teacher that it ends at; w and −w are the same neuron. */
export function panel(title: string, record: RunRecord<Config>) {
  const seen = record.samples.flatMap((sample) => {
    const rows = points(sample);
    return rows.length === 0 ? [] : [rows];
  });
  const teachers = teachersOf(record);
  const sides = (seen.at(-1) ?? []).map((student) => side(student, teachers));
  const turned = seen.map((rows) => rows.map(([x, y], j): Point => [(sides[j] as number) * x, (sides[j] as number) * y]));
  const last = turned.at(-1) ?? [];
  return {
    title,
    teachers,
    students: last,
    paths: last.map((_, j) => turned.flatMap((rows): readonly Point[] => (rows[j] === undefined ? [] : [rows[j]]))),
  };
}

/** The sign that turns a student towards the teacher of the nearest direction. */
function side([x, y]: Point, teachers: readonly Point[]): number {
  const cosines = teachers.map(([u, v]) => (x * u + y * v) / Math.sqrt(u * u + v * v));
  return cosines.reduce((best, cosine) => (Math.abs(cosine) > Math.abs(best) ? cosine : best), 0) < 0 ? -1 : 1;
}

/** The neurons of a run in the plane, from their start to their end. */
export function planeFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1 || record.facts["d"] !== 2) return [];
  return [
    {
      id: "plane",
      title: "Students in the plane",
      caption: "Every student w from start to end, teachers as arrows. A student and its opposite are the same neuron.",
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
  return Array.from({ length: w.length / 2 }, (_, j): Point => [w[2 * j] as number, w[2 * j + 1] as number]);
}

function teachersOf(record: RunRecord<Config>): readonly Point[] {
  const rows = record.facts["teacher"];
  if (!Array.isArray(rows)) return [];
  const w = rows as readonly number[];
  return Array.from({ length: w.length / 2 }, (_, i): Point => [w[2 * i] as number, w[2 * i + 1] as number]);
}
