import type { Elementary, RunRecord, Sample, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { resolved } from "../reduce/phase-3.ts";
import { numberOf } from "../reduce/values.ts";
import { grouped } from "./bands.ts";

/** Records apart over which a slope is taken: a quarter of a decade with the usual schedule. */
const apart = 5;

/** The local slope of log L against log t, the median over runs, one series a group. */
export function localSlopes(
  math: Elementary,
  records: readonly RunRecord<Config>[],
  nameOf: (record: RunRecord<Config>) => string,
): readonly Series[] {
  return grouped(records, nameOf).flatMap(([label, runs]): readonly Series[] => {
    const at = new Map<number, { time: number; slopes: number[] }>();
    for (const run of runs) {
      const samples = run.samples.filter((sample) => sample.time > 0 && resolved(sample));
      for (let k = apart; k < samples.length; k++) {
        const [from, to] = [samples[k - apart] as Sample, samples[k] as Sample];
        const slope = math.log(numberOf(to, "loss") / numberOf(from, "loss")) / math.log(to.time / from.time);
        const time = Math.sqrt(from.time * to.time);
        const group = at.get(to.iteration) ?? { time, slopes: [] };
        group.slopes.push(slope);
        at.set(to.iteration, group);
      }
    }
    const rows = [...at.values()].filter(({ slopes }) => slopes.length === runs.length).sort((a, b) => a.time - b.time);
    if (rows.length < 2) return [];
    const middle = (slopes: number[]): number => slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] as number;
    return [{ label, role: "measured", x: rows.map(({ time }) => time), y: rows.map(({ slopes }) => middle(slopes)) }];
  });
}
