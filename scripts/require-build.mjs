import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./installed.mjs";

/** Ends a bare `vitest run` with one sentence when nothing has been compiled yet; `npm test` looks more closely. */
export default function requireBuild() {
  if (existsSync(join(root, "kernels/dist/index.js"))) return;
  process.stderr.write("overparam: nothing is built yet. Run: npm run build\n");
  process.exit(2);
}
