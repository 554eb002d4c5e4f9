import { Command, InvalidArgumentError, Option } from "commander";
import { CommandLine } from "../faults/command-line.ts";
import type { Host } from "../host.ts";
import { type BackendChoice, backendOption, wholeNumber } from "../options/study-options.ts";

/** What `recover` takes. */
export interface RecoverOptions {
  readonly teacher?: string;
  readonly inputs?: string;
  readonly query?: string;
  readonly dimension?: number;
  readonly samples?: number;
  readonly activation: "relu" | "abs";
  readonly method: "descent" | "moments";
  readonly against?: string;
  readonly attempts: number;
  readonly most?: number;
  readonly seed: number;
  readonly backend: BackendChoice;
  readonly out: string;
  readonly fresh?: boolean;
  readonly json?: boolean;
}

/** `overparam recover SAMPLES`: the two-layer network that samples, a teacher file or a command's answers come from. */
export function recoverCommand(host: Host): Command {
  return new Command("recover")
    .description("find the two-layer network behind samples, a network file or a command that answers")
    .argument("[samples]", "x [n,d] and y [n] from .csv, .npz, .safetensors or .parquet")
    .option("--teacher <file>", "labels of a network instead of samples: W [r,d], optionally a [r], from .npz or .safetensors")
    .option("--inputs <file>", "with --teacher: inputs x [n,d] instead of standard normal ones")
    .option(
      "--query <command>",
      "a command instead of samples: reads one x a line, numbers separated by commas; answers one y a line",
      text,
    )
    .option("--dimension <d>", "with --query: numbers in an x", wholeNumber(1, 4096))
    .option(
      "--samples <n>",
      "with --teacher or --query: standard normal inputs to draw (default: 200 an input, 1000 at least)",
      wholeNumber(1, 10_000_000),
    )
    .addOption(
      new Option("--activation <name>", "the neurons' non-linearity: relu, or abs for |x|").choices(["relu", "abs"]).default("relu"),
    )
    .addOption(
      new Option(
        "--method <name>",
        "how the network is found: by descent of a student; or, where y [n,m] has as many outputs as the network has neurons and x is as likely as −x, from moments",
      )
        .choices(["descent", "moments"])
        .default("descent"),
    )
    .option("--against <file>", "a network file to compare the found one with")
    .option("--attempts <n>", "most attempts from new starts", wholeNumber(1, 1000), 12)
    .option("--most <n>", "most neurons (default: as many as the samples determine)", wholeNumber(1, 4096))
    .option("--seed <n>", "seed of all random numbers", wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .addOption(backendOption())
    .option("--out <dir>", "folder for the records", "runs")
    .option("--fresh", "recover again what is recorded already")
    .option("--json", "print one JSON object per event")
    .action((samples: string | undefined, options: RecoverOptions) =>
      host.act(async () => {
        const { teacher, query, inputs, dimension, samples: count } = options;
        if ([samples, teacher, query].filter((source) => source !== undefined).length !== 1) {
          throw new CommandLine("recover takes one source: a file of samples, --teacher FILE, or --query COMMAND with --dimension D.");
        }
        if (query !== undefined && dimension === undefined)
          throw new CommandLine("--query needs --dimension D: how many numbers an x has.");
        if (query === undefined && dimension !== undefined) throw new CommandLine("--dimension goes with --query; files give their own.");
        if (query !== undefined && options.method === "moments")
          throw new CommandLine("--method moments needs as many outputs as neurons, and --query answers with one; leave out --method.");
        if (teacher === undefined && inputs !== undefined) throw new CommandLine("--inputs goes with --teacher FILE, which labels them.");
        if (samples !== undefined && count !== undefined)
          throw new CommandLine("--samples goes with --teacher or --query; a file gives its own.");
        if (inputs !== undefined && count !== undefined) throw new CommandLine("--samples goes without --inputs, which gives its own.");
        return (await import("../recover/recover.ts")).recover(host, samples, options);
      }),
    );
}

function text(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("It takes a command line.");
  return value;
}
