import { sameRun } from "../../sweep/same-run.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import type { TrialStatus } from "../../sweep/trial.ts";
import { outranks } from "./better-record.ts";
import { readShards, type ShardReading } from "./read-shards.ts";
import { type ReasonCount, reasonTally } from "./reason-tally.ts";
import type { ShardEntry } from "./shard-line.ts";

const states: readonly (TrialStatus | undefined)[] = [undefined, "done", "failed", "unfinished"];

/** Which trials of a plan are recorded, and where: a few bytes a trial. */
export interface TrialLedger {
  status(index: number): TrialStatus | undefined;
  /** Enters a record; false where one that counts more is there, or the plan does not have the trial. */
  enter(trial: string, status: TrialStatus, reason: string | null): boolean;
  readonly counts: Readonly<Record<TrialStatus, number>>;
  /** Trials by status and reason, the most frequent first. */
  reasons(): readonly ReasonCount[];
  /** Recorded trials that the plan does not have. */
  readonly foreign: Readonly<Record<TrialStatus, number>>;
  index(trial: string): number | undefined;
  readonly reading: ShardReading;
}

/**
 * Reads the shards of a plan.
 *
 * @param onEntry hears of every whole line of a trial of the plan
 * @errors one sentence where two cells are the same run: a record could not say which of them it is of
 * @cost about 20 µs a trial of the plan, for its id, and 10 µs a recorded one
 */
export function trialLedger(plan: SweepPlan, shards: string, onEntry?: (index: number, entry: ShardEntry) => void): TrialLedger {
  const places = new Map<string, number>();
  for (let index = 0; index < plan.trials; index++) {
    const { id } = plan.trial(index);
    const before = places.get(id);
    if (before !== undefined) throw sameRun(plan, before, index);
    places.set(id, index);
  }
  const of = new Uint8Array(plan.trials);
  const counts = { done: 0, failed: 0, unfinished: 0 };
  const foreign = new Map<string, TrialStatus>();
  const why = reasonTally(plan.trials);
  const enter = (trial: string, status: TrialStatus, reason: string | null): boolean => {
    const index = places.get(trial);
    if (index === undefined) {
      const known = foreign.get(trial);
      if (known === undefined || outranks(status, known)) foreign.set(trial, status);
      return false;
    }
    const known = states[of[index] as number];
    if (known !== undefined && !outranks(status, known)) return false;
    if (known !== undefined) counts[known] -= 1;
    counts[status] += 1;
    of[index] = states.indexOf(status);
    why.put(index, status, reason);
    return true;
  };
  const reading = readShards(shards, (entry) => {
    const { trial, status, reason } = entry.record;
    enter(trial, status, reason);
    const index = onEntry === undefined ? undefined : places.get(trial);
    if (index !== undefined) onEntry?.(index, entry);
  });
  const strangers = { done: 0, failed: 0, unfinished: 0 };
  for (const status of foreign.values()) strangers[status] += 1;
  return {
    status: (index) => states[of[index] as number],
    enter,
    counts,
    reasons: why.groups,
    foreign: strangers,
    index: (trial) => places.get(trial),
    reading,
  };
}
