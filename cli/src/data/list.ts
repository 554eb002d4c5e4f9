import { catalogue, dataFolder, listStored } from "@overparam/lab/node";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { hang } from "../terminal/wrap.ts";
import { samplesText } from "./describe.ts";

/** Every data set, a paragraph each: what is here, then what can be fetched. */
export function listSets({ terminal }: Host, options: { readonly json?: boolean }): number {
  const stored = listStored();
  const absent = catalogue.filter((known) => !stored.some((data) => data.name === known.name));
  if (options.json) {
    const tell = jsonEvents(terminal);
    for (const data of stored) tell("data", { ...data, here: true });
    for (const { name, title, kind, shape, samples, licence, citation } of absent) {
      tell("data", { name, title, kind, shape, samples, licence, citation, here: false });
    }
    return exitCode.ok;
  }
  const width = Math.max(...[...stored, ...absent].map(({ name }) => name.length)) + 2;
  const indent = " ".repeat(width);
  const entry = (data: (typeof stored)[number] | (typeof absent)[number]): void => {
    const head = terminal.paint("strong", data.name) + " ".repeat(width - data.name.length);
    terminal.print(head + hang(`${data.title}; ${samplesText(data)}`, terminal.columns(), indent, ""));
    terminal.print(terminal.paint("quiet", hang(`terms of the data: ${data.licence}`, terminal.columns(), indent)));
  };
  if (stored.length > 0) {
    terminal.print(`In ${dataFolder()}:\n`);
    stored.forEach(entry);
  }
  if (absent.length > 0) {
    terminal.print(`${stored.length > 0 ? "\n" : ""}To be had by \`overparam data fetch NAME\`:\n`);
    absent.forEach(entry);
  }
  return exitCode.ok;
}
