import type { Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";

/** Students and teachers in the plane, with the students' paths, where k = 2; one panel a run, six at most. */
export function planeFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const flat = records.filter(({ config }) => config.teachers === 2).slice(0, 6);
  if (flat.length === 0) return [];
  return [
    {
      id: "plane",
      title: "Students and teachers",
      caption: "Paths of the first start's students, and the two teachers as arrows.",
      runs: flat.map(({ id }) => id),
      kind: "plane",
      panels: flat.map((record) => {
        const n = record.config.teachers + record.config.extra;
        const frames = record.samples.flatMap(({ values }) => {
          const frame = values["positions"];
          return Array.isArray(frame) && frame.length === 2 * n ? [frame as readonly number[]] : [];
        });
        const at = (frame: readonly number[], i: number): readonly [number, number] => [frame[2 * i] as number, frame[2 * i + 1] as number];
        const students = Array.from({ length: n }, (_, i) => i);
        const last = frames.at(-1);
        return {
          title: `start ${record.config.first}`,
          teachers: [
            [1, 0],
            [0, 1],
          ] as const,
          students: last === undefined ? [] : students.map((i) => at(last, i)),
          paths: students.map((i) => frames.map((frame) => at(frame, i))),
        };
      }),
    },
  ];
}
