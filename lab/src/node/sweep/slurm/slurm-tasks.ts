/** A task of an array job, as `squeue` lists it. */
export interface SlurmTask {
  /** Of the array: `12_3` is task 3 of job 12. */
  readonly job: string;
  readonly task: number;
  /** `PENDING`, `RUNNING`, `COMPLETED`, `NODE_FAIL`, … */
  readonly state: string;
  /** Why it waits, or how it ended; `None` where there is nothing to say. */
  readonly reason: string;
  readonly name: string;
}

/** What is asked of `squeue`, for `slurmTasks` to read. A format of its own: that of --json changes between releases. */
export const taskFormat = "%i|%T|%r|%j";

/** Reads the answer of `squeue --noheader --array --states=all --format=taskFormat`; lines that are no array tasks are passed over. */
export function slurmTasks(answer: string): readonly SlurmTask[] {
  return answer.split("\n").flatMap((line) => {
    const [id = "", state = "", reason = "", ...name] = line.trim().split("|");
    const found = /^(\d+)_(\d+)$/.exec(id);
    return found === null ? [] : [{ job: found[1] as string, task: Number(found[2]), state, reason, name: name.join("|") }];
  });
}

const waiting = new Set(["PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT", "RESV_DEL_HOLD"]);
const working = new Set(["RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT", "RESIZING"]);

/** Is a task still to come, at work, or at its end? */
export function phaseOf({ state }: Pick<SlurmTask, "state">): "waiting" | "working" | "ended" {
  return waiting.has(state) ? "waiting" : working.has(state) ? "working" : "ended";
}
