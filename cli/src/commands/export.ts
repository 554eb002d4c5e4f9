import { Command, Option } from "commander";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";

export const exportFormats = ["npz", "safetensors", "csv", "parquet", "svg", "png"] as const;

/** What `export` takes. */
export interface ExportOptions extends Listing {
  readonly format: (typeof exportFormats)[number];
  readonly out?: string;
  readonly runs: string;
}

/** `overparam export RUN --format csv`: a run's records for other programs. */
export function exportCommand(host: Host): Command {
  return studiesOption(new Command("export"))
    .description("write a run's records for other programs")
    .argument("<run>", "the run's folder, or the beginning of its id")
    .addOption(new Option("--format <format>", "what is written").choices(exportFormats).makeOptionMandatory())
    .option("--out <path>", "the file to write; a folder for svg and png (default: in the run's folder)")
    .option("--runs <dir>", "folder to look for ids in", "runs")
    .action((run: string, options: ExportOptions) =>
      host.act(async () => (await import("../run/export-folder.ts")).exportFolder(host, run, options)),
    );
}
