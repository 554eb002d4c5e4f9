import { join } from "node:path";
import { addData, dataFolder } from "@overparam/lab/node";
import type { AddOptions } from "../commands/data.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { licenceLines, samplesText } from "./describe.ts";

/** Makes a data set of files and says what became of them. */
export function addSet({ terminal }: Host, files: readonly string[], options: AddOptions): number {
  const data = addData({ files, ...(options.name === undefined ? {} : { name: options.name }) });
  const folder = join(dataFolder(), data.name);
  if (options.json) {
    jsonEvents(terminal)("added", { ...data, folder });
    return exitCode.ok;
  }
  terminal.print(`${data.name}: ${samplesText(data)}; y holds ${data.kind === "classes" ? "class numbers" : "values"}; in ${folder}`);
  if (data.divisor !== 1) terminal.print(`  inputs are the stored bytes over ${data.divisor}`);
  for (const line of licenceLines(data)) terminal.print(`  ${line}`);
  terminal.print(`\n  --inputs data:${data.name}`);
  return exitCode.ok;
}
