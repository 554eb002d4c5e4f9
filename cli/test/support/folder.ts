import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** An empty folder that is gone after the tests of the file. */
export function folder(name: string): string {
  const path = mkdtempSync(join(tmpdir(), `overparam-${name}-`));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
