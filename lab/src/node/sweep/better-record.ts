import { encodeJson } from "../../record/encode-json.ts";
import type { TrialRecord, TrialStatus } from "../../sweep/trial.ts";

const rank: Readonly<Record<TrialStatus, number>> = { done: 0, failed: 1, unfinished: 2 };

/** Of two records of one trial the one that counts, whichever came first: done before failed before unfinished, then by their text. */
export function betterRecord(a: TrialRecord, b: TrialRecord): TrialRecord {
  if (rank[a.status] !== rank[b.status]) return rank[a.status] < rank[b.status] ? a : b;
  if (a.status === "done") return a;
  return encodeJson(a) <= encodeJson(b) ? a : b;
}

/** Does a record of this status count more than one of the other? */
export function outranks(a: TrialStatus, b: TrialStatus): boolean {
  return rank[a] < rank[b];
}
