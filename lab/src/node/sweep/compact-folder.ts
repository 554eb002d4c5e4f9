import { misuse } from "@overparam/core";
import { lockFolder } from "../file/lock-folder.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import { type Compacted, compactSweep } from "./compact-sweep.ts";
import { reopenSweep } from "./reopen-sweep.ts";

/**
 * Makes the tables of a sweep that nobody runs, of what is recorded so far.
 *
 * @param dirs folders to look for the study in, where it is no longer where it was
 * @errors one sentence: another process runs the sweep, no sweep there, a full disk
 */
export async function compactFolder(
  folder: string,
  dirs: readonly string[] = [],
): Promise<{ readonly compacted: Compacted; readonly plan: SweepPlan }> {
  const { stored, plan } = await reopenSweep(folder, dirs);
  if (plan.id !== stored.id) throw changed(folder, stored.study);
  const lock = lockFolder(folder);
  try {
    return { compacted: compactSweep(folder, plan, stored.generation), plan };
  } finally {
    lock.release();
  }
}

/** A study of another version gives the trials other ids, so the records of the old one cannot be placed any more. */
export function changed(folder: string, study: string): Error {
  return misuse(
    folder,
    `${study} is of another version than when the sweep was made, so its records cannot be placed`,
    undefined,
    "start the sweep again from its file, or use the tables that are there",
  );
}
