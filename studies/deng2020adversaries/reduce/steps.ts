import type { Curve, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { arrayOf, fact, last } from "./read.ts";

/** One curve a network: steps until its single start settled, against a fact. A run that did not settle within its cap has no number. */
export function stepsAgainst(records: readonly RunRecord<Config>[], name: string): { kind: "curves"; curves: readonly Curve[] } {
  const seeds = [...new Set(records.map(({ seed }) => seed))];
  return {
    kind: "curves",
    curves: seeds.map((seed) => {
      const runs = records.filter((record) => record.seed === seed);
      return {
        run: `seed ${seed}`,
        x: runs.map((record) => fact(record, name)),
        y: runs.map((record) => (record.outcome.kind === "settled" ? (arrayOf(last(record), "taken")[0] ?? Number.NaN) : Number.NaN)),
      };
    }),
  };
}
