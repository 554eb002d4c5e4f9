import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * SHA-256 over the code that makes a run's numbers: the study's folder, and the built kernels and core.
 *
 * Not part of any identity. Runs found in a folder are used again only when it is equal, so that an edit without a new version number
 * never meets old numbers.
 */
export function codeHash(studyPath: string): string {
  const hash = createHash("sha256");
  const roots = [studyPath, ...packages().flatMap((root) => [join(root, "dist"), join(root, "build")])];
  for (const root of roots) {
    for (const file of codeFiles(root)) {
      hash.update(file);
      hash.update(readFileSync(join(root, file)));
    }
  }
  return hash.digest("hex");
}

function packages(): readonly string[] {
  const require = createRequire(import.meta.url);
  return ["@overparam/kernels", "@overparam/core"].flatMap((name) => {
    const modules = (require.resolve.paths(name) ?? []).find((path) => existsSync(join(path, name)));
    return modules === undefined ? [] : [realpathSync(join(modules, name))];
  });
}

const skipped = new Set(["test", "node_modules", "assets", "objects", "conformance"]);

function codeFiles(root: string, below = ""): readonly string[] {
  const folder = join(root, below);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith(".") ? [] : codeFiles(root, path);
      return /\.(ts|js|mjs|node|wasm|json)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
    });
}
