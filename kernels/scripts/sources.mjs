// Where the C++ sources and the builds are, and a hash that says whether a build is of the present sources.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the package. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const sourceFolder = join(root, "cpp");
export const nativeFolder = join(root, "build", "native");
export const wasmFolder = join(root, "build", "wasm");

/** Every source file as a path relative to cpp/, sorted. */
export function sourceFiles() {
  return readdirSync(sourceFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(cpp|hpp)$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(sourceFolder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** SHA-256 over the sources and `salt` (flags, compiler). */
export function sourceHash(salt) {
  const hash = createHash("sha256").update(salt);
  for (const file of sourceFiles()) hash.update(`\0${file}\0`).update(readFileSync(join(sourceFolder, file)));
  return hash.digest("hex");
}
