import { Command, Option } from "commander";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";

/** `overparam cite [STUDY]`: how to cite a paper, or overparam itself. */
export function citeCommand(host: Host): Command {
  return studiesOption(new Command("cite"))
    .description("print how to cite a study's paper, or overparam itself")
    .argument("[study]", "the study's key; without it, overparam")
    .addOption(new Option("--format <style>", "how it is written").choices(["text", "bibtex", "ris", "csl-json"]).default("text"))
    .action((id: string | undefined, options: Listing & { format: "text" | "bibtex" | "ris" | "csl-json" }) =>
      host.act(async () => {
        const { cite, overparamReference } = await import("@overparam/lab");
        let reference = overparamReference;
        if (id !== undefined) {
          const { oneStudy } = await import("../options/find-studies.ts");
          reference = (await oneStudy(id, options.studies)).paper;
        }
        host.terminal.print(cite(reference, options.format).trimEnd());
        return exitCode.ok;
      }),
    );
}
