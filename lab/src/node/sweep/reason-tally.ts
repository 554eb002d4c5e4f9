import type { TrialStatus } from "../../sweep/trial.ts";

/** How many trials ended so, for this reason. */
export interface ReasonCount {
  readonly status: TrialStatus;
  readonly reason: string;
  readonly trials: number;
}

/** Groups trials by status and reason while both may still change: four bytes a trial. */
export interface ReasonTally {
  /** Says how a trial ended; what was said of it before no longer counts. */
  put(index: number, status: TrialStatus, reason: string | null): void;
  /** The most frequent first. */
  groups(): readonly ReasonCount[];
}

export function reasonTally(trials: number): ReasonTally {
  const of = new Uint32Array(trials);
  const groups: { readonly status: TrialStatus; readonly reason: string; trials: number }[] = [];
  const places = new Map<string, number>();
  const placeOf = (status: TrialStatus, reason: string): number => {
    const key = `${status}\n${reason}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, groups.push({ status, reason, trials: 0 }));
    return groups.length;
  };
  return {
    put(index, status, reason) {
      const before = groups[(of[index] as number) - 1];
      if (before !== undefined) before.trials -= 1;
      of[index] = reason === null ? 0 : placeOf(status, reason);
      const now = groups[(of[index] as number) - 1];
      if (now !== undefined) now.trials += 1;
    },
    groups: () =>
      groups
        .filter(({ trials: count }) => count > 0)
        .map((group) => ({ ...group }))
        .sort(byCount),
  };
}

/** The most frequent first, equal ones by their text. */
export function byCount(a: ReasonCount, b: ReasonCount): number {
  return b.trials - a.trials || (a.reason < b.reason ? -1 : 1);
}
