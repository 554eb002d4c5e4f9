import { Command } from "commander";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";

/** `overparam list`: the studies that are here, one line each. */
export function listCommand(host: Host): Command {
  return studiesOption(new Command("list"))
    .description("list the studies that are here")
    .option("--json", "print one JSON object per study")
    .action((options: Listing & { json?: boolean }) =>
      host.act(async () => {
        const { allStudies } = await import("../options/find-studies.ts");
        const found = await allStudies(options.studies, host.terminal);
        if (options.json) {
          for (const { study, from, path } of found) {
            const claims = study.claims.map((claim) => claim.id);
            host.terminal.print(
              JSON.stringify({ study: study.id, version: study.version, title: study.paper.title, says: study.says, claims, from, path }),
            );
          }
          return exitCode.ok;
        }
        const { studyTable } = await import("../views/study-table.ts");
        host.terminal.print(studyTable(found, host.terminal.columns(), host.terminal.paint));
        return exitCode.ok;
      }),
    );
}
