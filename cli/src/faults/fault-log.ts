import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";

/** Writes the details of an internal fault to a file of its own and returns the path; undefined where even that is impossible. */
export function writeFaultLog(error: unknown, commandLine: readonly string[]): string | undefined {
  const text = [
    `date     ${new Date().toISOString()}`,
    `node     ${process.version} ${process.platform} ${process.arch}`,
    `command  overparam ${commandLine.join(" ")}`,
    "",
    inspect(error, { depth: 6 }),
    "",
  ].join("\n");
  try {
    const path = join(mkdtempSync(join(tmpdir(), "overparam-fault-")), "fault.log");
    writeFileSync(path, text);
    return path;
  } catch {
    return undefined;
  }
}
