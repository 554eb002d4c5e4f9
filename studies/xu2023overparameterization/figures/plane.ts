import type { Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, listOf } from "../reduce/values.ts";

/** Students and the teacher in the plane, with the students' paths, where d = 2; one panel a run, six at most. */
export function planeFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const flat = records.filter(({ config }) => config.dimension === 2).slice(0, 6);
  if (flat.length === 0) return [];
  return [
    {
      id: "plane",
      title: "Students and teacher",
      caption:
        "Paths of the students (area: norm) and the teacher as an arrow: they turn towards it, grow until they add up to it, and then only slowly come to agree.",
      runs: flat.map(({ id }) => id),
      kind: "plane",
      panels: flat.map((record) => {
        const n = fact(record, "n");
        const frames = record.samples.map((sample) => listOf(sample, "positions")).filter((frame) => frame.length === 2 * n);
        const at = (frame: readonly number[], i: number): readonly [number, number] => [frame[2 * i] as number, frame[2 * i + 1] as number];
        const students = Array.from({ length: n }, (_, i) => i);
        const last = frames.at(-1) ?? [];
        return {
          title: `n = ${n}, seed ${record.seed}`,
          teachers: [[fact(record, "teacherNorm"), 0]],
          students: last.length === 0 ? [] : students.map((i) => at(last, i)),
          paths: students.map((i) => frames.map((frame) => at(frame, i))),
        };
      }),
    },
  ];
}
