import type { RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { badLoss } from "../problem.ts";

/** One start of a run, as it ended. */
export interface Start {
  /** e.g. `k = 8, start 17`. */
  readonly name: string;
  readonly k: number;
  readonly n: number;
  /** `settled` or not: an unsettled start is unfinished, neither good nor bad. */
  readonly finished: boolean;
  /** Finished with an objective of at least 1e-3. */
  readonly bad: boolean;
  readonly loss: number;
  /** 2π times the largest norm of a neuron's gradient. */
  readonly gradient: number;
  readonly norms: number;
  readonly curvature: number;
  readonly structure: number;
  readonly bend: number;
  readonly splitCurvature: number;
}

const settled = 2;

/** All starts of all runs, as they ended. */
export function startsOf(records: readonly RunRecord<Config>[]): readonly Start[] {
  return records.flatMap((record): readonly Start[] => {
    const last = record.samples.at(-1);
    if (last === undefined) return [];
    const entry = (id: string, b: number): number => {
      const value = last.values[id];
      const found = Array.isArray(value) ? (value as readonly number[])[b] : undefined;
      return typeof found === "number" ? found : Number.NaN;
    };
    const { teachers: k, extra, restarts, first } = record.config;
    return Array.from({ length: restarts }, (_, b): Start => {
      const loss = entry("losses", b);
      const finished = entry("phases", b) === settled && Number.isFinite(loss);
      return {
        name: `k = ${k}${extra > 0 ? ` + ${extra}` : ""}, start ${first + b} of seed ${record.seed}`,
        k,
        n: k + extra,
        finished,
        bad: finished && loss >= badLoss,
        loss,
        gradient: entry("gradientSizes", b),
        norms: entry("studentNorms", b),
        curvature: entry("curvature", b),
        structure: entry("structure", b),
        bend: entry("bend", b),
        splitCurvature: entry("splitCurvature", b),
      };
    });
  });
}

/** What to say of starts that did not settle; nothing where all did. */
export function unfinished(starts: readonly Start[]): { readonly left?: string } {
  const groups = new Map<string, number>();
  for (const { finished, k, n } of starts) {
    if (finished) continue;
    const name = `k = ${k}, n = ${n}`;
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  if (groups.size === 0) return {};
  const all = [...groups].map(([name, count]) => `${count} at ${name}`).join(", ");
  return { left: `unfinished and left out: ${all} of ${starts.length} starts` };
}
