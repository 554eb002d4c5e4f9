import { type Command, InvalidArgumentError, Option } from "commander";
import { collect, type Listing, studiesOption } from "./studies.ts";

/** What `verify` and `run` take. */
export interface StudyOptions extends Listing {
  readonly seed?: number;
  readonly scale?: string;
  readonly set: readonly string[];
  readonly config?: string;
  readonly preset?: string;
  readonly teacher?: string;
  readonly inputs?: string;
  readonly graph?: string;
  readonly backend: BackendChoice;
  readonly out: string;
  readonly json?: boolean;
}

export const backendChoices = ["auto", "avx512", "avx2", "generic", "wasm"] as const;
export type BackendChoice = (typeof backendChoices)[number];

/** An option's whole number within a range. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** Adds the options that say which numbers are wanted, and where they go. */
export function studyOptions(command: Command): Command {
  return studiesOption(command)
    .option("--seed <n>", "seed of all random numbers (default: 1)", wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .addOption(
      new Option("--scale <size>", "smoke: seconds; default: the main job; full: the paper's own size").choices([
        "smoke",
        "default",
        "full",
      ]),
    )
    .option("--set <key=value>", "change one setting, as named by `overparam show STUDY` (repeatable)", collect, [])
    .option("--config <file>", "settings from a YAML file")
    .option("--teacher <file>", "teacher network from a .npz or .safetensors file: W [r,d], optionally a [r], b [r]")
    .option(
      "--inputs <file>",
      "inputs and targets instead of the input law: x [n,d], y [n] from .npz, .safetensors or .csv, or data:NAME (see `overparam data`)",
    )
    .option("--graph <file>", "graph from a .csv edge list (columns source, target), .graphml, .dot or .gv file")
    .addOption(backendOption())
    .option("--preset <id>", "a preset of the study, as in `overparam show STUDY`")
    .option("--out <dir>", "folder for the records", "runs")
    .option("--json", "print one JSON object per event");
}

/** `--backend`, also read from OVERPARAM_BACKEND. */
export function backendOption(): Option {
  return new Option("--backend <name>", "what computes").choices(backendChoices).default("auto").env("OVERPARAM_BACKEND");
}
