import { compactFolder } from "@overparam/lab/node/sweep";
import type { CompactOptions } from "../commands/compact.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { studyFolders } from "../options/find-studies.ts";
import { findSweep } from "../options/find-sweep.ts";
import { count } from "../terminal/count.ts";
import { tables } from "./sweep-end.ts";

/** Writes the tables of what a sweep has recorded so far. */
export async function compact({ terminal }: Host, name: string, options: CompactOptions): Promise<number> {
  const folder = findSweep(name, options.sweeps);
  const { compacted, plan } = await compactFolder(folder, studyFolders(options.studies));
  if (options.json === true) jsonEvents(terminal)("compacted", { folder, ...compacted });
  else {
    const { done, failed, unfinished } = compacted.counts;
    terminal.print(`${count(done + failed + unfinished, "trial")} of ${plan.trials} in ${tables(folder, plan)}`);
  }
  return exitCode.ok;
}
