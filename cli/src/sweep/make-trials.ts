import { join } from "node:path";
import { runSweep, sweepFiles, type SweepEnd, type SweepRun, type SweepRunEvent } from "@overparam/lab/node/sweep";
import { Interrupted } from "../faults/interrupted.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents, type Tell } from "../json-events.ts";
import { count } from "../terminal/count.ts";
import { sweepEndText } from "./sweep-end.ts";
import { watchSweep } from "./watch-sweep.ts";

/** Workers whose end is told one by one. */
const mostGone = 8;

/** What is to be made, and how to say it. */
export interface MakingOrder extends Omit<SweepRun, "signal" | "onEvent"> {
  /** The command that goes on. */
  readonly again: string;
  readonly json: boolean;
}

/** Makes the trials of a sweep that are still to be made, with live progress on stderr and the outcome on stdout. */
export async function makeTrials({ terminal, signal }: Host, order: MakingOrder): Promise<number> {
  const { folder, plan, again, json } = order;
  const tell = json ? jsonEvents(terminal) : undefined;
  const watch = watchSweep(plan.trials, terminal);
  const begun = performance.now();
  let opened: Opened | undefined;
  let gone = 0;
  try {
    const end = await runSweep({
      ...order,
      signal,
      onEvent(event) {
        if (event.kind === "opened") {
          opened = event;
          if (tell === undefined) {
            for (const sentence of openingNotes(event, plan.trials)) watch.note(`overparam: ${sentence}`);
          }
        } else if (event.kind === "progress") watch.show(event.progress);
        else if (event.kind === "note" && tell === undefined) watch.note(`overparam: ${event.text}.`);
        else if (event.kind === "worker" && event.state === "gone" && tell === undefined) {
          gone += 1;
          if (gone <= mostGone)
            watch.note(`overparam: worker ${event.worker} ended (${event.reason ?? "no reason given"}); others make what it had.`);
          if (gone === mostGone) watch.note(`overparam: if more workers end, ${join(folder, sweepFiles.events)} says which.`);
        }
        if (tell !== undefined) tellEvent(tell, event, folder);
      },
    });
    watch.end();
    const milliseconds = performance.now() - begun;
    if (tell !== undefined) tell("ended", { ...end, folder, milliseconds });
    const stopped = stopText(end, plan.trials);
    if (stopped !== undefined) throw new Interrupted(`${stopped}; what is recorded is kept; go on with: ${again}`);
    if (tell === undefined && opened !== undefined) {
      terminal.print(sweepEndText(plan, opened, end, { folder, milliseconds }, terminal.columns(), terminal.paint));
    }
    return exitCode.ok;
  } finally {
    watch.end();
  }
}

type Opened = Extract<SweepRunEvent, { readonly kind: "opened" }>;

/** What a person should know before a sweep goes on: what is there, what has changed, what is damaged. */
function openingNotes({ todo, counts, foreign, damaged, shards, changes }: Opened, trials: number): readonly string[] {
  const notes = changes.map((change) => `since the sweep was last started, ${change}.`);
  const skipped = trials - todo;
  if (skipped > 0 && todo > 0) notes.push(`${skipped} of ${count(trials, "trial")} recorded already; they are not made again.`);
  if (counts.unfinished > 0) notes.push(`${count(counts.unfinished, "trial")} unfinished before; made again.`);
  const others = foreign.done + foreign.failed + foreign.unfinished;
  if (others > 0) notes.push(`${count(others, "recorded trial")} of an earlier form of the sweep stay in the shards and do not count.`);
  for (const { shard, line } of damaged.slice(0, 3)) notes.push(`${join(shards, shard)}:${line} is damaged; its trial counts as not made.`);
  if (damaged.length > 3) notes.push(`${count(damaged.length - 3, "more line")} damaged.`);
  return notes;
}

function stopText({ stopped, left, counts }: SweepEnd, trials: number): string | undefined {
  if (stopped === "told to") return `stopped with ${trials - left} of ${count(trials, "trial")} made`;
  if (stopped === "failures") return `stopped because ${count(counts.failed, "trial")} failed, as stop.failures asks`;
  return undefined;
}

function tellEvent(tell: Tell, event: SweepRunEvent, folder: string): void {
  const { kind, ...rest } = event;
  if (event.kind === "progress") tell(kind, event.progress);
  else tell(kind, kind === "opened" ? { folder, ...rest } : rest);
}
