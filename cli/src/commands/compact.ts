import { Command } from "commander";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";
import { sweepsOption } from "../options/sweeps.ts";

/** What `compact` takes. */
export interface CompactOptions extends Listing {
  readonly sweeps: string;
  readonly json?: boolean;
}

/** `overparam compact SWEEP`: the tables of what is recorded so far. */
export function compactCommand(host: Host): Command {
  return sweepsOption(studiesOption(new Command("compact")))
    .description("write trials.parquet (and curves.parquet) of what a sweep has recorded so far; a sweep that ends does so by itself")
    .argument("<sweep>", "the sweep's folder, name or file")
    .option("--json", "print one JSON object")
    .action((sweep: string, options: CompactOptions) =>
      host.act(async () => (await import("../sweep/compact.ts")).compact(host, sweep, options)),
    );
}
