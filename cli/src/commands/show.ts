import { Command } from "commander";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";

/** `overparam show STUDY [CLAIM]`: what the paper says and how it is measured, in readable text. */
export function showCommand(host: Host): Command {
  return studiesOption(new Command("show"))
    .description("print a study, or one of its claims: statement, assumptions, what is measured, counter-run")
    .argument("<study>", "the study's key, as in `overparam list`")
    .argument("[claim]", "a claim's id, e.g. theorem-4")
    .option("--json", "print one JSON object")
    .action((id: string, claimId: string | undefined, options: Listing & { json?: boolean }) =>
      host.act(async () => {
        const { oneStudy } = await import("../options/find-studies.ts");
        const study = await oneStudy(id, options.studies);
        const { terminal } = host;
        if (claimId === undefined) {
          if (options.json) {
            const { studyJson } = await import("../views/study-json.ts");
            terminal.print(JSON.stringify(studyJson(study)));
          } else {
            const { studyPage } = await import("../views/study-page.ts");
            terminal.print(studyPage(study, terminal.columns(), terminal.paint));
          }
          return exitCode.ok;
        }
        const { pickClaim } = await import("../options/pick-claim.ts");
        const claim = pickClaim(study, claimId);
        if (options.json) {
          const { claimJson } = await import("../views/study-json.ts");
          terminal.print(JSON.stringify(claimJson(claim)));
        } else {
          const { claimPage } = await import("../views/claim-page.ts");
          terminal.print(claimPage(study, claim, terminal.columns(), terminal.paint));
        }
        return exitCode.ok;
      }),
    );
}
