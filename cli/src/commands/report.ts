import { Command } from "commander";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";

/** What `report` takes. */
export interface ReportOptions extends Listing {
  readonly out?: string;
  readonly runs: string;
  readonly json?: boolean;
}

/** `overparam report FOLDER`: judges again from the records and writes the page; computes no run. */
export function reportCommand(host: Host): Command {
  return studiesOption(new Command("report"))
    .description("judge again from the records and write report.html; nothing is computed")
    .argument("<folder>", "the folder of a verification, an experiment or a run, or the beginning of its id")
    .option("--out <file>", "the page to write (default: report.html in the folder)")
    .option("--runs <dir>", "folder to look for ids in", "runs")
    .option("--json", "print one JSON object per verdict")
    .action((folder: string, options: ReportOptions) =>
      host.act(async () => (await import("../run/report-folder.ts")).report(host, folder, options)),
    );
}
