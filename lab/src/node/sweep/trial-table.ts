import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import type { TrialRecord } from "../../sweep/trial.ts";

/** A column of trials.parquet or curves.parquet. */
export interface TrialColumn {
  readonly name: string;
  readonly type: "STRING" | "INT64" | "DOUBLE" | "BOOLEAN";
  of(record: TrialRecord): string | number | boolean | null;
}

/**
 * The columns of a sweep's table: identity, axes, how the trial ended, scalars, verdicts.
 *
 * @param scalars the names that occur in the records, in any order
 */
export function trialColumns(plan: Pick<SweepPlan, "axes" | "keep">, scalars: Iterable<string>): readonly TrialColumn[] {
  const taken = new Set<string>();
  const columns: TrialColumn[] = [];
  const add = (name: string, type: TrialColumn["type"], of: TrialColumn["of"]): void => {
    // An axis and an observable may share a name; the later one steps aside.
    let free = name;
    while (taken.has(free)) free = `${free}_`;
    taken.add(free);
    columns.push({ name: free, type, of });
  };
  add("trial", "STRING", ({ trial }) => trial);
  add("cell", "INT64", ({ cell }) => cell);
  add("seed", "INT64", ({ seed }) => seed);
  for (const { name, values } of plan.axes) {
    const type = values.every((value) => typeof value === "boolean")
      ? "BOOLEAN"
      : values.every(Number.isSafeInteger)
        ? "INT64"
        : values.every((value) => typeof value === "number")
          ? "DOUBLE"
          : "STRING";
    add(name, type, ({ at }) => (type === "STRING" ? String(at[name]) : (at[name] ?? null)));
  }
  add("status", "STRING", ({ status }) => status);
  add("reason", "STRING", ({ reason }) => reason);
  add("outcome", "STRING", ({ outcome }) => outcome);
  add("iteration", "INT64", ({ iteration }) => iteration);
  add("time", "DOUBLE", ({ time }) => time);
  add("value", "DOUBLE", ({ value }) => value);
  const asked = plan.keep.scalars === "all" ? [...new Set(scalars)].sort() : plan.keep.scalars;
  for (const name of asked) add(name, "DOUBLE", (record) => record.scalars[name] ?? null);
  for (const claim of plan.keep.verdicts) {
    add(`verdict.${claim}`, "STRING", ({ verdicts }) => verdicts?.[claim]?.verdict ?? null);
    add(`estimate.${claim}`, "DOUBLE", ({ verdicts }) => verdicts?.[claim]?.estimate ?? null);
  }
  return columns;
}
