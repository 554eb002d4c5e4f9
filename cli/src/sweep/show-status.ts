import { setTimeout } from "node:timers/promises";
import { type SweepStatus, sweepStatus } from "@overparam/lab/node/sweep";
import type { StatusOptions } from "../commands/status.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { findSweep } from "../options/find-sweep.ts";
import { statusText } from "./status-text.ts";
import { isLive, watchSweep } from "./watch-sweep.ts";

/** Milliseconds between two looks: as often as the coordinator tells. */
const beat = 1000;

/** Shows how a sweep stands; on a terminal, follows it while it runs. */
export async function showStatus({ terminal, signal }: Host, name: string, options: StatusOptions): Promise<number> {
  const folder = findSweep(name, options.sweeps);
  let status = sweepStatus(folder);
  if (options.json === true) {
    tellStatus(status, folder);
    return exitCode.ok;
  }
  if (options.once !== true && isLive(terminal) && status.running !== null) status = await follow(status);
  terminal.print(statusText(status, folder, terminal.columns(), terminal.paint));
  return exitCode.ok;

  /** Draws until the sweep ends, or nobody wants to see more. */
  async function follow(from: SweepStatus): Promise<SweepStatus> {
    const watch = watchSweep(from.sweep.trials, terminal);
    let latest = from;
    try {
      while (!signal.aborted && latest.running !== null) {
        if (latest.progress !== null) watch.show(latest.progress);
        await setTimeout(beat, undefined, { signal }).catch(() => undefined);
        latest = sweepStatus(folder);
      }
    } finally {
      watch.end();
    }
    return latest;
  }

  function tellStatus({ sweep, counts, reasons, left, running, progress, compacted, damaged }: SweepStatus, place: string): void {
    const { id, study, backend, cells, trials } = sweep;
    jsonEvents(terminal)("status", {
      folder: place,
      id,
      study,
      backend,
      cells,
      trials,
      counts,
      left,
      reasons,
      running,
      progress,
      compacted,
      damaged: damaged.length,
    });
  }
}
