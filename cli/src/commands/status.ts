import { Command } from "commander";
import type { Host } from "../host.ts";
import { sweepsOption } from "../options/sweeps.ts";

/** What `status` takes. */
export interface StatusOptions {
  readonly sweeps: string;
  readonly once?: boolean;
  readonly json?: boolean;
}

/** `overparam status SWEEP`: how a sweep stands, followed while it runs. */
export function statusCommand(host: Host): Command {
  return sweepsOption(new Command("status"))
    .description("show how a sweep stands: done, running, failed by reason, rate, time left, load; on a terminal, live while it runs")
    .argument("<sweep>", "the sweep's folder, name or file")
    .option("--once", "say it once and end, also on a terminal")
    .option("--json", "print one JSON object")
    .action((sweep: string, options: StatusOptions) =>
      host.act(async () => (await import("../sweep/show-status.ts")).showStatus(host, sweep, options)),
    );
}
