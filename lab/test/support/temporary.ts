import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "overparam-test-"));
  made.push(folder);
  return folder;
}

/** Every file below a folder with its bytes as text, but for events.jsonl, which may differ between two honest runs. */
export function contents(folder: string, below = ""): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder, below))
      .sort()
      .flatMap((name) => {
        const path = join(below, name);
        if (statSync(join(folder, path)).isDirectory()) return Object.entries(contents(folder, path));
        return name === "events.jsonl" ? [] : [[path, readFileSync(join(folder, path), "latin1")] as const];
      }),
  );
}
