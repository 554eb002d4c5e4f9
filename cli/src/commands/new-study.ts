import { Command } from "commander";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";

/** `overparam new-study NAME`: a small study that runs, to be made into one's own. */
export function newStudyCommand(host: Host): Command {
  return new Command("new-study")
    .description("write a small study that runs: a folder to make your own")
    .argument("<name>", "the study's key, e.g. smith2027rates")
    .option("--dir <dir>", "folder to make it in (default: studies/ of the repository that this is in, else here)")
    .action((name: string, options: { dir?: string }) =>
      host.act(async () => {
        const { writeStudy } = await import("../new-study/write-study.ts");
        const { folder, files, inside } = writeStudy(name, options.dir);
        const { terminal } = host;
        terminal.print(`made ${folder}: ${files.join(", ")}`);
        const studies = inside ? "" : ` --studies ${folder}`;
        terminal.print(`\n  overparam verify ${name}${studies}\n  overparam serve${studies}`);
        return exitCode.ok;
      }),
    );
}
