import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../scripts/build.mjs", import.meta.url));

/** The folder of the tests' own studies. */
export const fixtures = fileURLToPath(new URL("../fixtures", import.meta.url));

/** Builds the page with the built-in studies and those of the given folders, into a folder of its own. */
export function builtPage(studies: readonly string[]): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "overparam-page-"));
  execFileSync(process.execPath, [script, ...studies.flatMap((study) => ["--studies", study]), "--out", folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
