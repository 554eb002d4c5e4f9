import { overall, type TaskEvent, type Verification, type VerifyEvent } from "@overparam/lab";
import type { Tell } from "../json-events.ts";

/** One event of a verification under way as one JSON object. */
export function tellVerifyEvent(tell: Tell, event: VerifyEvent): void {
  // The verdicts are told when all is written; see tellVerification.
  if (event.kind === "judged") return;
  if (event.kind !== "planned") return tellTaskEvent(tell, event);
  const { id, study, backend, seed, config, tasks } = event.plan;
  tell("planned", {
    id,
    study,
    backend,
    seed,
    config,
    tasks: tasks.length,
    reused: event.reused,
    steps: event.size.steps,
    bytes: event.size.bytes,
  });
}

/** One event of a run of an ensemble as one JSON object. */
export function tellTaskEvent(tell: Tell, event: TaskEvent): void {
  switch (event.kind) {
    case "started":
      tell("started", { task: event.task, worker: event.worker });
      return;
    case "sample":
      tell("sample", { task: event.task, last: event.last, ...event.sample });
      return;
    case "finished": {
      const { result } = event;
      tell("finished", {
        task: event.task,
        kind: result.kind,
        ...(result.kind === "run" ? { outcome: result.record.outcome } : {}),
        ...(result.kind === "failed" ? { reason: result.reason } : {}),
      });
    }
  }
}

/** The verdicts, an object each, and a last one with the counts and the exit status. */
export function tellVerification(
  tell: Tell,
  verification: Verification,
  more: { readonly folder: string; readonly report: string; readonly milliseconds?: number; readonly reused?: number },
): void {
  for (const { verdict, counter, runs } of verification.claims) tell("verdict", { ...verdict, counter, runIds: runs });
  const { exit, ...counts } = overall(verification);
  tell("verified", { id: verification.id, ...counts, exit, ...more });
}
