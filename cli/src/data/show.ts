import { join } from "node:path";
import { catalogue, dataFolder, readStored, storedNamed } from "@overparam/lab/node";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { licenceLines, samplesText } from "./describe.ts";

/** A data set: its samples, where it is or can be had, its terms, and the files that `data add` takes. */
export function showSet({ terminal }: Host, name: string, options: { readonly json?: boolean }): number {
  const known = catalogue.find((entry) => entry.name === name);
  const stored = known === undefined ? storedNamed(name) : readStored(name);
  const about = stored ?? known;
  if (about === undefined) return exitCode.badInput;
  if (options.json) {
    const { packages, files, content, samples } = known ?? {};
    jsonEvents(terminal)("data", {
      ...about,
      ...(known === undefined ? {} : { packages, files, content, samples }),
      here: stored !== undefined,
    });
    return exitCode.ok;
  }
  const lines = [
    `${about.name}: ${about.title}`,
    `  ${samplesText(about)}; y holds ${about.kind === "classes" ? "class numbers" : "values"}`,
  ];
  if (stored !== undefined) {
    lines.push(`  in ${join(dataFolder(), stored.name)}`, ...licenceLines(stored).map((line) => `  ${line}`));
    for (const [part, split] of Object.entries(stored.splits)) lines.push(`  SHA-256 of the ${part} part: ${split.content}`);
  } else {
    lines.push("  not in the data folder", `  terms of the data: ${about.licence}`, `  cite: ${about.citation}`);
  }
  if (known !== undefined) {
    lines.push("", "Packages that carry it, with their own licence:");
    for (const carrier of known.packages) {
      lines.push(`  ${carrier.from === "npm" ? "npm" : "Debian"} ${carrier.name} ${carrier.version} (${carrier.licence})`);
      if (carrier.sha256 !== undefined) lines.push(`    SHA-256 ${carrier.sha256}`);
    }
    lines.push("", "Files for `overparam data add`, with the SHA-256 of their unpacked content:");
    for (const file of known.files) lines.push(`  ${file.sha256}  ${file.name}`);
  }
  terminal.print(lines.join("\n"));
  return exitCode.ok;
}
