import { Command, InvalidArgumentError, Option } from "commander";
import type { Host } from "../host.ts";
import { backendOption, type BackendChoice, wholeNumber } from "../options/study-options.ts";

/** What `narrow` takes. */
export interface NarrowOptions {
  readonly data: string;
  readonly classes?: string;
  readonly targetAccuracy?: number;
  readonly targetLoss?: number;
  readonly maxWidth: number;
  readonly seeds: number;
  readonly seed: number;
  readonly count?: number;
  readonly scaling: "auto" | "together" | "columns";
  readonly components: number;
  readonly radius: number;
  readonly penalty: number;
  readonly steps: number;
  readonly backend: BackendChoice;
  readonly out: string;
  readonly fresh?: boolean;
  readonly json?: boolean;
}

/** `overparam narrow`: the narrowest two-layer network that reaches a target on real data. */
export function narrowCommand(host: Host): Command {
  return new Command("narrow")
    .description("find the narrowest two-layer network that reaches a target on held-out data, and save it")
    .requiredOption("--data <name>", "a data set of `overparam data list`, or a file with x [n,d] and y [n] (.npz, .safetensors, .csv)")
    .option("--classes <a,b>", "the two classes to tell apart; the only two, if there are no more")
    .option("--target-accuracy <share>", "share of the held-out samples on the right side, e.g. 0.99", number)
    .option("--target-loss <loss>", "held-out loss: logistic for classes, half the squared error over the variance for values", number)
    .option("--max-width <m>", "largest number of neurons that is tried, even", wholeNumber(2, 4096), 64)
    .option("--seeds <n>", "independent trainings of every width; their median decides", wholeNumber(1, 100), 3)
    .option("--seed <n>", "first seed, also of what is drawn from the data", wholeNumber(0, 1_000_000), 1)
    .option("--count <n>", "training samples to draw (default: all)", wholeNumber(2, 10_000_000))
    .addOption(
      new Option("--scaling <how>", "inputs scaled together, as pixels, or each by itself; auto: together where they are stored as bytes")
        .choices(["auto", "together", "columns"])
        .default("auto"),
    )
    .option("--components <k>", "principal components of the inputs that are kept", wholeNumber(1, 100_000), 64)
    .option("--radius <r>", "how far a neuron may move from its mirrored start", number, 2)
    .option("--penalty <l>", "weight of half the squared norm of all parameters", number, 1e-3)
    .option("--steps <n>", "steps of every training", wholeNumber(1, 100_000_000), 300)
    .addOption(backendOption())
    .option("--out <dir>", "folder for the records", "runs")
    .option("--fresh", "train again what is recorded already")
    .option("--json", "print one JSON object per event")
    .action((options: NarrowOptions) => host.act(async () => (await import("../narrow/narrow.ts")).narrow(host, options)));
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It takes a number.");
  return value;
}
