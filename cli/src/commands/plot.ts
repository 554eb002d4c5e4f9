import { Command } from "commander";
import type { Host } from "../host.ts";
import { collect, type Listing, studiesOption } from "../options/studies.ts";
import { sweepsOption } from "../options/sweeps.ts";

/** What `plot` takes. */
export interface PlotOptions extends Listing {
  readonly sweeps: string;
  readonly x?: string;
  readonly y?: string;
  readonly value?: string;
  readonly at: readonly string[];
  readonly levels?: string;
  readonly out?: string;
  /** False for `--no-files`. */
  readonly files: boolean;
  readonly json?: boolean;
}

/** `overparam plot SWEEP`: the phase diagram of a sweep over two of its axes, in the terminal and as files. */
export function plotCommand(host: Host): Command {
  return sweepsOption(studiesOption(new Command("plot")))
    .description("draw a sweep's phase diagram: here, and as SVG, PNG, CSV and an HTML report; also while it runs")
    .argument("<sweep>", "the sweep's folder, name or file")
    .option("--x <axis>", "the axis from left to right (default: as the sweep's file says, else the longest)")
    .option("--y <axis>", "the axis from bottom to top")
    .option("--value <value>", "what a cell shows of its trials (default: as the sweep's file says, else median(value))")
    .option("--at <axis=value>", "hold another axis at one value (repeatable); axes that are not held are pooled", collect, [])
    .option("--levels <numbers>", "values with a contour line, separated by commas; none for no line")
    .option("--out <dir>", "folder for the files (default: plot in the sweep's folder)")
    .option("--no-files", "print only")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nValues: median(COLUMN), mean(COLUMN), min(COLUMN), max(COLUMN), quantile(COLUMN, 0.9), fraction(COLUMN <= 1e-6),\n" +
        "fraction(outcome = converged), verdict(CLAIM), verdict(CLAIM = violated). Columns as in overparam query. As in\n" +
        "  overparam plot my-sweep --x students --y dimension --value 'fraction(loss <= 1e-6)'",
    )
    .action((sweep: string, options: PlotOptions) => host.act(async () => (await import("../sweep/plot.ts")).plot(host, sweep, options)));
}
