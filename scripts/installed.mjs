import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * What is missing before anything can run, as one sentence that says what to do; undefined when all is there.
 *
 * Installing with --ignore-scripts or --omit=dev leaves the kernels and the TypeScript unbuilt.
 */
export function missing() {
  const needed = [
    "kernels/build/wasm",
    "kernels/dist/index.js",
    "kernels/dist/node/index.js",
    "core/dist/index.js",
    "lab/dist/node/index.js",
    "cli/dist/main.js",
  ];
  const absent = needed.filter((path) => !existsSync(join(root, path)));
  if (absent.length === 0) return undefined;
  if (!existsSync(join(root, "node_modules"))) return "overparam: nothing is installed yet. Run: npm ci";
  return `overparam: ${absent[0]} is not built yet (installed with --ignore-scripts or --omit=dev?). Run: npm run build`;
}
